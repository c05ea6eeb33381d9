namespace Brokerage.Transport.Tests.Sockets;

public sealed class QuoteTopicTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 30, 0, TimeSpan.Zero);
    private static readonly Instrument Apple = new Instrument.Equity("AAPL");

    /// <summary>Quotes and trades have clocks of their own: of a message that is late for one of them the other half still counts.</summary>
    [Fact]
    public void What_is_older_than_what_was_told_is_dropped_for_quotes_and_trades_apart()
    {
        Assert.Equal((11m, 10.5m), Told(new QuoteTick { Bid = 11m, Time = At(2) }, new QuoteTick { Bid = 10m, Last = 10.5m, Time = At(1) }));
        Assert.Equal((12m, 11.5m), Told(new QuoteTick { Last = 11.5m, Time = At(2) }, new QuoteTick { Bid = 12m, Last = 10m, Time = At(1) }));
        Assert.Equal((11m, null), Told(new QuoteTick { Bid = 11m, Time = At(2) }, new QuoteTick { Bid = 10m, Time = At(1) }));
        Assert.Equal((null, 11m), Told(new QuoteTick { Last = 11m, Time = At(2) }, new QuoteTick { Last = 10m, Time = At(1) }));
        Assert.Equal((10m, 11m), Told(new QuoteTick { Bid = 9m, Last = 9m, Time = At(1) }, new QuoteTick { Bid = 10m, Last = 11m, Time = At(1) }));
    }

    private static DateTimeOffset At(int second) => Start.AddSeconds(second);

    private static (decimal? Bid, decimal? Last) Told(params IEnumerable<QuoteTick> ticks)
    {
        QuoteTopic topic = new();
        QuoteBox box = new(1);
        topic.Add(new QuoteTopic.Target(box, 0, Apple));
        foreach (QuoteTick tick in ticks) topic.Publish(tick);
        Assert.True(box.TryTake(out StreamItem<QuoteTick> item));
        return (item.Value.Bid, item.Value.Last);
    }
}
