namespace Brokerage;

/// <summary>How a connection was ended.</summary>
/// <param name="WasThere">Whether it was this user's; if not, nothing was done.</param>
/// <param name="Revoked">How far the broker was told. What we had is forgotten in any case.</param>
/// <param name="Error">Why the broker could not be told, where that was tried.</param>
public sealed record DisconnectOutcome(bool WasThere, RevokeResult Revoked, BrokerageError? Error = null);
