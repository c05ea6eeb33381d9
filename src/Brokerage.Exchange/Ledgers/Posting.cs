namespace Brokerage.Exchange;

/// <summary>One line of a ledger entry. Over an entry the amounts of each asset add up to exactly zero.</summary>
/// <param name="Owner">Whose side.</param>
/// <param name="Account">The account, for a customer; null otherwise.</param>
/// <param name="Asset">What.</param>
/// <param name="Amount">How much: positive comes in, negative goes out.</param>
public readonly record struct Posting(LedgerOwner Owner, AccountId? Account, LedgerAsset Asset, decimal Amount);
