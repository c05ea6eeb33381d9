namespace Brokerage;

/// <summary>How one run of a <see cref="KeyRotation"/> went.</summary>
/// <param name="Resealed">How many records were sealed anew.</param>
/// <param name="Unreadable">Connections whose record no known key opens. Nothing was done to them.</param>
/// <param name="Left">
/// Connections whose record another key than the current one seals at the end of the run: those that are <paramref name="Unreadable"/>, and what was
/// written meanwhile by a process that does not know of the new key.
/// </param>
public sealed record KeyRotationResult(int Resealed, IReadOnlyList<ConnectionId> Unreadable, IReadOnlyList<ConnectionId> Left);
