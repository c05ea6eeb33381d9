namespace Brokerage.Abstractions.Tests.Instruments;

public sealed class InstrumentTextTests
{
    public static TheoryData<string, Instrument> Texts => new()
    {
        { "AAPL", new Instrument.Equity("AAPL") },
        { "BRK.B", new Instrument.Equity("BRK.B") },
        { "7203@XTKS", new Instrument.Equity("7203", "XTKS") },
        { "VOD@XLON", new Instrument.Equity("VOD", "XLON") },
        { "AAPL  250117C00190000", new Instrument.Option("AAPL", new DateOnly(2025, 1, 17), 190m, IsCall: true) },
        { "AAPL1 270115P00000500", new Instrument.Option("AAPL1", new DateOnly(2027, 1, 15), 0.5m, IsCall: false) },
        { "GOOGL1270115P99999999", new Instrument.Option("GOOGL1", new DateOnly(2027, 1, 15), 99999.999m, IsCall: false) },
        { "fund:VFIAX", new Instrument.Fund("VFIAX") },
        { "bond:US912810TV08", new Instrument.Bond("US912810TV08") },
        { "index:SPX", new Instrument.Index("SPX") },
        { "future:ES@XCME:2026-12", new Instrument.Future("ES", 2026, 12, "XCME") },
        {
            "futureoption:ES@XCME:2026-12:C5000.25:2026-11-20",
            new Instrument.FutureOption(new Instrument.Future("ES", 2026, 12, "XCME"), 5000.25m, IsCall: true, new DateOnly(2026, 11, 20))
        },
        {
            "futureoption:CL@XNYM:2027-01:P-5:2026-12-16",
            new Instrument.FutureOption(new Instrument.Future("CL", 2027, 1, "XNYM"), -5m, IsCall: false, new DateOnly(2026, 12, 16))
        },
        { "forex:EUR/USD", new Instrument.Forex(Currency.Eur, Currency.Usd) },
        { "BTC/USD", new Instrument.Crypto("BTC", "USD") },
        { "1INCH/USDC", new Instrument.Crypto("1INCH", "USDC") },
        { "other:ibkr:265598", new Instrument.Unclassified(BrokerId.Parse("ibkr"), "265598") },
        { "other:fidelity:a%3Ab%2Fc%25:WARRANT%20RIGHT", new Instrument.Unclassified(BrokerId.Parse("fidelity"), "a:b/c%", "WARRANT RIGHT") },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_kind_has_one_text_both_ways(string text, Instrument instrument)
    {
        Assert.Equal(text, instrument.ToString());
        Assert.Equal(instrument, Instrument.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("aapl")]
    [InlineData(" AAPL")]
    [InlineData("AAPL ")]
    [InlineData("AAPL@")]
    [InlineData("AAPL@US")] // the home market is not written
    [InlineData("AAPL@xlon")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTU")]
    [InlineData("AAPL  250117C0019000")]
    [InlineData("AAPL  250117X00190000")]
    [InlineData("AAPL  251317C00190000")]
    [InlineData("AAPL  250230C00190000")]
    [InlineData("AAPL  250117C00000000")]
    [InlineData("AAPL  250117C0019000O")]
    [InlineData("AAPL  250117C+0190000")]
    [InlineData(" AAPL 250117C00190000")]
    [InlineData("      250117C00190000")]
    [InlineData("BTC/")]
    [InlineData("/USD")]
    [InlineData("BTC/USD/EUR")]
    [InlineData("btc/usd")]
    [InlineData("fund:")]
    [InlineData("FUND:VFIAX")]
    [InlineData("fund:vfiax")]
    [InlineData("future:ES@XCME:2026-13")]
    [InlineData("future:ES@XCME:26-12")]
    [InlineData("future:ES-XCME:2026:12")]
    [InlineData("futureoption:ES@XCME:2026-12:C5000.250:2026-11-20")]
    [InlineData("futureoption:ES@XCME:2026-12:C05000:2026-11-20")]
    [InlineData("futureoption:ES@XCME:2026-12:X5000:2026-11-20")]
    [InlineData("forex:eur/usd")]
    [InlineData("forex:EUR")]
    [InlineData("other:ibkr")]
    [InlineData("other:ibkr:")]
    [InlineData("other:IBKR:1")]
    [InlineData("other:ibkr:a%3ab")] // another escape of the same key
    [InlineData("other:ibkr:a:b:c")]
    [InlineData("other:ibkr:%00")]
    [InlineData("unknown:X")]
    [InlineData("AAPL\n")]
    [InlineData("ＡＡＰＬ")]
    [InlineData("АAPL")] // Cyrillic
    [InlineData("AAPL'; DROP TABLE positions; --")]
    [InlineData("<script>")]
    public void Hostile_text_is_refused(string? text)
    {
        Assert.False(Instrument.TryParse(text, out var instrument));
        Assert.Null(instrument);
        if (text is not null) Assert.Throws<ArgumentException>(() => Instrument.Parse(text));
    }

    [Fact]
    public void Ten_thousand_instruments_come_back_from_their_text()
    {
        foreach (var seed in Seeds.Take(20))
        {
            var make = new RandomContract(seed);
            for (var i = 0; i < Portion.Of(500); i++)
            {
                var instrument = make.Instrument();
                var text = instrument.ToString();
                Assert.True(Instrument.TryParse(text, out var back), $"{text} (seed {seed})");
                Assert.True(instrument.Equals(back), $"{text} (seed {seed})");
                Assert.Equal(instrument.GetHashCode(), back.GetHashCode());
            }
        }
    }

    [Fact]
    public void Ten_thousand_damaged_texts_are_refused_or_name_another_instrument()
    {
        foreach (var seed in Seeds.Take(20))
        {
            var make = new RandomContract(seed);
            for (var i = 0; i < Portion.Of(500); i++)
            {
                var text = make.Instrument().ToString();
                var damaged = make.Damage(text);
                if (Instrument.TryParse(damaged, out var instrument)) Assert.Equal(damaged, instrument.ToString());
            }
        }
    }

    [Fact]
    public void The_scale_of_a_strike_does_not_make_another_option() =>
        Assert.Equal(
            new Instrument.Option("AAPL", new DateOnly(2025, 1, 17), 190m, IsCall: true),
            new Instrument.Option("AAPL", new DateOnly(2025, 1, 17), 190.000m, IsCall: true));

    [Fact]
    public void The_same_symbol_on_two_markets_does_not_merge() =>
        Assert.NotEqual<Instrument>(new Instrument.Equity("VOD"), new Instrument.Equity("VOD", "XLON"));

    [Fact]
    public void With_is_checked_like_the_constructor()
    {
        var option = new Instrument.Option("AAPL", new DateOnly(2025, 1, 17), 190m, IsCall: true);
        Assert.Throws<ArgumentException>(() => option with { Strike = -1m });
        Assert.Throws<ArgumentException>(() => option with { Strike = 1.0001m });
        Assert.Throws<ArgumentException>(() => option with { Root = "TOOLONG" });
        Assert.Throws<ArgumentException>(() => new Instrument.Equity("AAPL") with { Symbol = "aapl" });
        Assert.Throws<ArgumentNullException>(() => new Instrument.Equity(null!));
    }
}
