namespace Brokerage.Alpaca.Wire;

/// <summary>POST /oauth/token: neither an expiry nor a refresh token.</summary>
internal sealed record TokenWire
{
    public string? AccessToken { get; init; }
    public string? TokenType { get; init; }
    public string? Scope { get; init; }
}
