using Brokerage.Alpaca.Streaming;
using static Brokerage.Alpaca.Tests.StreamSteps;

namespace Brokerage.Alpaca.Tests;

/// <summary>Several lines that one reader reads, and one line that several readers read.</summary>
public sealed class SharedLineTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_nobody_reads_any_more_is_taken_off_a_line_that_stays(bool areOptions)
    {
        Instrument kept = areOptions ? Sample.Call : Sample.BrkB, left = areOptions ? Sample.Call with { Strike = 260m } : new Instrument.Equity("KO");
        var (keptSymbol, leftSymbol) = areOptions ? ("AAPL270115C00250000", "AAPL270115C00260000") : ("BRK.B", "KO");
        await using var house = new TestHouse();
        await using var stays = house.Connection.Streaming!.QuotesAsync([kept], house.Token).GetAsyncEnumerator(house.Token);
        await UntilAsync(stays, item => item.Signal == StreamSignal.Live, house.Token);
        var line = await house.Sockets.NextAsync(house.Token);
        var leaves = house.Connection.Streaming!.QuotesAsync([kept, left], house.Token).GetAsyncEnumerator(house.Token);
        await UntilAsync(leaves, item => item.Signal == StreamSignal.Live, house.Token);
        await Waiting.UntilAsync(() => line.Heard.Count == 3);

        await leaves.DisposeAsync();
        await Waiting.UntilAsync(() => line.Heard.Count == 4);

        Assert.Equal($$"""{"action":"subscribe","trades":["{{leftSymbol}}"],"quotes":["{{leftSymbol}}"]}""", line.Heard[2]);
        Assert.Equal($$"""{"action":"unsubscribe","trades":["{{leftSymbol}}"],"quotes":["{{leftSymbol}}"]}""", line.Heard[3]);
        line.Say($$"""[{"T":"t","S":"{{keptSymbol}}","p":12.5,"s":1,"t":"2026-11-19T15:32:46Z"}]""");
        Assert.Equal(12.5m, (await UntilAsync(stays, item => item.Signal == StreamSignal.Data, house.Token))[^1].Value.Last);
        Assert.Single(house.Sockets.Lines);
    }

    [Fact]
    public async Task Two_streams_that_are_told_as_one_are_live_when_both_are()
    {
        await using var house = new TestHouse();
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB, Sample.Bitcoin], house.Token).GetAsyncEnumerator(house.Token);
        var first = await UntilAsync(prices, item => item.Signal == StreamSignal.Live, house.Token);
        var lines = new[] { await house.Sockets.NextAsync(house.Token), await house.Sockets.NextAsync(house.Token) };

        lines.Single(line => line.Address.AbsolutePath is "/v1beta3/crypto/us").Cut();
        var broken = await UntilAsync(prices, item => item.Signal == StreamSignal.Connecting, house.Token);
        house.Sockets.HoldsGreeting = true;
        var next = house.Sockets.NextAsync(house.Token);
        await AdvanceUntilAsync(house, next);
        lines.Single(line => line.Address.AbsolutePath is "/v2/iex").Say("""[{"T":"t","S":"BRK.B","p":471.25,"s":1,"t":"2026-11-19T15:32:46Z"}]""");
        var meanwhile = await UntilAsync(prices, item => item.Signal == StreamSignal.Data, house.Token);
        (await next).Say("""[{"T":"success","msg":"connected"}]""");
        var after = await UntilAsync(prices, item => item.Signal == StreamSignal.Live, house.Token);

        Assert.Equal([StreamSignal.Connecting, StreamSignal.Live], first.Select(item => item.Signal));
        Assert.Single(broken);
        Assert.Single(meanwhile);
        Assert.Equal([StreamSignal.Gap, StreamSignal.Live], after.Select(item => item.Signal));
    }

    [Theory]
    [InlineData("0C 1C 0L 1L", "C L")]
    [InlineData("0C 1L 0L", "C L")]
    [InlineData("0L 1L", "L")]
    [InlineData("0L 1L 0C 0G 0L", "L C G L")]
    [InlineData("0L 1L 0C 1C 0G 0L 1G 1L", "L C G G L")]
    [InlineData("0L 1L 0C 1C 1G 1L 1C 0G 0L 1G 1L", "L C G G G L")]
    public void Lines_are_told_as_one(string said, string told)
    {
        var lines = new LinesAsOne(2);
        var heard = said.Split(' ').Where(word => lines.Tells(word[0] - '0', word[1] switch { 'C' => StreamSignal.Connecting, 'G' => StreamSignal.Gap, _ => StreamSignal.Live }));

        Assert.Equal(told, string.Join(' ', heard.Select(word => word[1])));
    }
}
