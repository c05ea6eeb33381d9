namespace Brokerage.Alpaca;

/// <summary>A named list of instruments that the account's owner keeps.</summary>
/// <param name="Id">Alpaca's id of it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Instruments">What is on it, in its order; null where that was not asked for.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record AlpacaWatchlist(string Id, string Name, IReadOnlyList<Instrument>? Instruments, DateTimeOffset? UpdatedAt);
