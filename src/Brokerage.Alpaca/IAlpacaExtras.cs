namespace Brokerage.Alpaca;

/// <summary>
/// What Alpaca tells beyond the common contract, to be read and not to be changed:
/// <c>connection.GetService&lt;IAlpacaExtras&gt;()</c>. Thread-safe.
/// </summary>
public interface IAlpacaExtras
{
    /// <summary>The account's settings, as its owner made them on Alpaca's site.</summary>
    /// <exception cref="BrokerageException">Alpaca could not be read.</exception>
    Task<AlpacaAccountSettings> GetSettingsAsync(CancellationToken cancellationToken = default);

    /// <summary>What the account was worth, oldest first.</summary>
    /// <param name="from">From when on; Alpaca rounds it to the step, in New York's time.</param>
    /// <param name="to">Until when.</param>
    /// <param name="step">1, 5 or 15 minutes, an hour or a day. Alpaca has steps of less than a day for 30 days at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrokerageException">Alpaca has no such step, or could not be read.</exception>
    Task<AlpacaPortfolioHistory> GetPortfolioHistoryAsync(DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken = default);

    /// <summary>The account's watchlists by name; what is on them has to be asked for one by one.</summary>
    /// <exception cref="BrokerageException">Alpaca could not be read.</exception>
    Task<Snapshot<AlpacaWatchlist>> GetWatchlistsAsync(CancellationToken cancellationToken = default);

    /// <summary>One watchlist with what is on it.</summary>
    /// <param name="id">Its <see cref="AlpacaWatchlist.Id"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrokerageException">There is no such list, or Alpaca could not be read.</exception>
    Task<AlpacaWatchlist> GetWatchlistAsync(string id, CancellationToken cancellationToken = default);
}
