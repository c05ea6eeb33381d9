namespace Brokerage.Alpaca.Wire;

/// <summary>POST /oauth/token: neither an expiry nor a refresh token.</summary>
internal sealed record TokenWire
{
    public string? AccessToken { get; set; }
    public string? TokenType { get; set; }
    public string? Scope { get; set; }
}
