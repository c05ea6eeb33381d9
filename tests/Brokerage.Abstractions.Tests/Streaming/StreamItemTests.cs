namespace Brokerage.Abstractions.Tests.Streaming;

public sealed class StreamItemTests
{
    [Fact]
    public void A_word_about_the_stream_carries_no_value_even_where_values_are_structs()
    {
        var tick = new QuoteTick { Instrument = Instrument.Parse("AAPL"), Bid = 1m };
        Assert.True(StreamItem.Data(tick).TryGetValue(out var value));
        Assert.Equal(tick, value);
        Assert.False(StreamItem.Of<QuoteTick>(StreamSignal.Live).TryGetValue(out _));
        Assert.False(StreamItem.Gap<QuoteTick>(default, default).TryGetValue(out _));
        Assert.False(default(StreamItem<OrderEvent>).TryGetValue(out _));
    }
}
