namespace Brokerage.Simulator;

/// <summary>Which of the broker's environments is played.</summary>
public enum ETradeMode
{
    /// <summary>Accounts, prices and orders of the exchange behind it.</summary>
    Production,

    /// <summary>The broker's sandbox: the same sign-in, and after it answers that are always the same, whatever was asked.</summary>
    Sandbox,
}
