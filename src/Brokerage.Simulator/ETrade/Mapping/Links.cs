namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>Addresses inside of answers name the broker's own host, whoever serves them: nobody should follow them unseen.</summary>
internal static class Links
{
    private const string Origin = "https://api.etrade.com";

    public static string To(string path) => Origin + path;
}
