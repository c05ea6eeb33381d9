namespace Brokerage.ETrade;

/// <summary>
/// What E*TRADE tells beyond the common contract, to be read and not to be changed: <c>connection.GetService&lt;IETradeExtras&gt;()</c>.
/// Thread-safe.
/// </summary>
public interface IETradeExtras
{
    /// <summary>The user's alerts, newest first: fills, calls, and whatever he asked E*TRADE to watch. At most 300.</summary>
    /// <exception cref="BrokerageException">E*TRADE could not be read.</exception>
    Task<Snapshot<ETradeAlert>> GetAlertsAsync(CancellationToken cancellationToken = default);

    /// <summary>One alert with its text. E*TRADE may count it as read from then on.</summary>
    /// <param name="id">Its <see cref="ETradeAlert.Id"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrokerageException">There is no such alert, or E*TRADE could not be read.</exception>
    Task<ETradeAlert> GetAlertAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>The purchases that the holdings of an account in one instrument are made of, oldest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="instrument">What is held.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrokerageException">E*TRADE could not be read.</exception>
    Task<Snapshot<ETradeLot>> GetLotsAsync(AccountId account, Instrument instrument, CancellationToken cancellationToken = default);
}
