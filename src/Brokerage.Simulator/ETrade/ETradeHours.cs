using Brokerage.Exchange;
using Brokerage.Markets;

namespace Brokerage.Simulator.ETrade;

/// <summary>The hours of the stock market, as far as the broker's words depend on them.</summary>
internal sealed class ETradeHours(SimulatedExchange exchange)
{
    /// <summary>The sessions that are on.</summary>
    public Sessions Now => exchange.Options.Market switch
    {
        MarketMode.Open => Sessions.Regular,
        MarketMode.Closed => Sessions.None,
        _ => UsMarketCalendar.Instance.SessionAt(exchange.Options.Clock.GetUtcNow()),
    };

    public bool IsOpen => Now.HasFlag(Sessions.Regular);

    /// <summary>Before or after the regular session.</summary>
    public bool IsExtended => Now is Sessions.Pre or Sessions.Post;

    /// <summary>Whether an order for these sessions trades now instead of waiting.</summary>
    public bool Reaches(Sessions sessions) => exchange.Options.Market is MarketMode.Open || (Now & sessions) != Sessions.None;
}
