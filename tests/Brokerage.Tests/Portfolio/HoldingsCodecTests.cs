namespace Brokerage.Tests.Portfolio;

public sealed class HoldingsCodecTests
{
    private static readonly AccountRef Account = new(ConnectionId.Parse("c"), BrokerId.Parse("alpaca"), AccountId.Parse("A"));

    [Fact]
    public void What_an_earlier_version_wrote_is_read()
    {
        var balance = HoldingsCodec.DecodeBalance(
            """{"currency":"USD","cash":-1.50,"netLiquidation":12345678901234567890.12345678,"byCurrency":[{"currency":"USDC","cash":0.000000000000000001}],"received":"2026-03-04T17:00:00.1234567Z","brokerTime":"2026-03-04T16:45:00Z","laterField":1}""",
            Account);

        Assert.Equal((Account, Currency.Usd, -1.5m, 12345678901234567890.12345678m), (balance.Account, balance.Currency, balance.Cash, balance.NetLiquidation));
        Assert.Null(balance.BuyingPower);
        Assert.Equal(0.000000000000000001m, Assert.Single(balance.ByCurrency).Cash);
        Assert.Equal(new AsOf(new DateTimeOffset(2026, 3, 4, 17, 0, 0, TimeSpan.Zero).AddTicks(1234567), new DateTimeOffset(2026, 3, 4, 16, 45, 0, TimeSpan.Zero)), balance.AsOf);

        var info = HoldingsCodec.DecodeInfo("""{"instrument":"AAPL1 270115P00187500","currency":"EUR","fractional":false,"underlying":"AAPL"}""");
        Assert.Equal(new InstrumentInfo { Instrument = Instrument.Parse("AAPL1 270115P00187500"), Currency = Currency.Eur, Fractional = false, Underlying = Instrument.Parse("AAPL") }, info);
    }

    [Fact]
    public void Times_are_written_in_UTC_and_what_the_broker_does_not_say_is_absent()
    {
        var balance = new Balance
        {
            Account = Account,
            Currency = Currency.Usd,
            Cash = null,
            CashAvailable = 0m,
            BuyingPower = null,
            NetLiquidation = 1.10m,
            AsOf = new AsOf(new DateTimeOffset(2026, 3, 4, 18, 0, 0, TimeSpan.FromHours(1))),
        };

        Assert.Equal("""{"currency":"USD","cashAvailable":0,"netLiquidation":1.10,"received":"2026-03-04T17:00:00Z"}""", HoldingsCodec.Encode(balance));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"currency":"?","instrument":"?","received":"2026-03-04T17:00:00Z"}""")]
    [InlineData("""{"currency":"USD","cash":"ten","instrument":"lower case","received":"2026-03-04T17:00:00Z"}""")]
    [InlineData("""{"currency":"USD","received":"yesterday","instrument":7}""")]
    public void Damage_is_said_and_nothing_is_read_as_zero(string json)
    {
        Assert.Throws<FormatException>(() => HoldingsCodec.DecodeBalance(json, Account));
        Assert.Throws<FormatException>(() => HoldingsCodec.DecodeInfo(json));
    }
}
