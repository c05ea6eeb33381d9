namespace Brokerage.Simulator.ETrade;

/// <summary>One account of the user: where it is on the exchange, and how the broker's list shows it.</summary>
/// <param name="Id">The account on the exchange; also the number that people know.</param>
/// <param name="Key">The key by which the wire names it.</param>
/// <param name="Shown">What the broker's list says about it.</param>
internal sealed record AccountBook(AccountId Id, string Key, ETradeAccount Shown);
