namespace Brokerage.Simulator.ETrade;

/// <summary>Ends the handling of a request with one of the broker's errors, from however deep it is found.</summary>
internal sealed class ETradeRefusal(int status, int? code, string message) : Exception(message)
{
    public int Status => status;

    /// <summary>The broker's number; some of its errors have none.</summary>
    public int? Code => code;
}
