namespace Brokerage.Fit.Kit;

internal static class Mask
{
    public static string Tail(string number) => number.Length <= 4 ? "****" : "****" + number[^4..];
}
