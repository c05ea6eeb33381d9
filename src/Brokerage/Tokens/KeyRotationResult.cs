namespace Brokerage;

/// <summary>How one run of a <see cref="KeyRotation"/> went.</summary>
/// <param name="Resealed">How many records were sealed anew.</param>
/// <param name="Unreadable">Connections whose record no known key opens. Nothing was done to them.</param>
public sealed record KeyRotationResult(int Resealed, IReadOnlyList<ConnectionId> Unreadable);
