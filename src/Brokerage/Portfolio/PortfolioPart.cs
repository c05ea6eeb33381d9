namespace Brokerage;

/// <summary>The parts of a portfolio reading that can fail one by one.</summary>
public enum PortfolioPart
{
    /// <summary>Opening the connection.</summary>
    Connection,

    /// <summary>Listing its accounts.</summary>
    Accounts,

    /// <summary>Reading an account's balance.</summary>
    Balance,

    /// <summary>Reading an account's positions.</summary>
    Positions,
}
