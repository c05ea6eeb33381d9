namespace Brokerage.Simulator.Alpaca.Wire;

/// <summary>The answer of /oauth/token: no expiry, and nothing to renew with.</summary>
internal sealed record OAuthTokenWire(string AccessToken, string TokenType, string Scope);
