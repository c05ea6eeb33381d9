namespace Brokerage.Alpaca.Wire;

/// <summary>An error body: {"code":40310000,"message":"...", ...}. The code may be missing, and the token endpoint may answer in OAuth's words.</summary>
internal sealed record ErrorWire
{
    public string? Code { get; init; }
    public string? Message { get; init; }
    public string? Error { get; init; }
    public string? ErrorDescription { get; init; }
}
