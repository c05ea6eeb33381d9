namespace Brokerage;

/// <summary>
/// Stops trading while the program runs, for all accounts or one. The stricter word holds. What is already at the broker stays there: cancel
/// it. Lives as long as the process; <see cref="RiskLimitOptions.Mode"/> is what it starts with. Thread-safe; a word that was set holds for
/// every order that has not been let through yet.
/// </summary>
public interface IRiskControl
{
    /// <summary>The mode of all accounts.</summary>
    TradingMode Mode { get; set; }

    /// <summary>The mode that holds for an account: the stricter of its own and that of all.</summary>
    /// <exception cref="ArgumentException">There is no such connection, or it cannot be created.</exception>
    TradingMode ModeOf(AccountRef account);

    /// <summary>
    /// Sets an account's own mode, whichever of its connections it is traded through: those to the same broker in the same environment. In
    /// another environment, or at another simulated connection, the same number is another account.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such connection, or it cannot be created.</exception>
    void SetMode(AccountRef account, TradingMode mode);
}
