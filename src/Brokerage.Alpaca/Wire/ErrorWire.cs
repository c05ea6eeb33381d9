namespace Brokerage.Alpaca.Wire;

/// <summary>An error body: {"code":40310000,"message":"...", ...}. The code may be missing, and the token endpoint may answer in OAuth's words.</summary>
internal sealed record ErrorWire
{
    public string? Code { get; set; }
    public string? Message { get; set; }
    public string? Error { get; set; }
    public string? ErrorDescription { get; set; }
}
