namespace Brokerage.Exchange;

/// <summary>On whose side of the ledger a posting stands.</summary>
public enum LedgerOwner
{
    /// <summary>A customer's account.</summary>
    Customer,

    /// <summary>The market maker, the other side of what no customer took.</summary>
    Street,

    /// <summary>Commissions and fees.</summary>
    Fees,

    /// <summary>The outside world: deposits, withdrawals, dividends, transfers.</summary>
    Outside,
}
