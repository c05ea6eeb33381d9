using System.Globalization;
using Brokerage.Markets;

namespace Brokerage.Markets.Tests;

public sealed class CommissionTests
{
    private static readonly DateOnly In2026 = new(2026, 3, 4);
    private static readonly Instrument Stock = new Instrument.Equity("AAPL");
    private static readonly Instrument Option = new Instrument.Option("AAPL", new DateOnly(2026, 6, 19), 190m, IsCall: true);
    private static readonly Instrument Euro = new Instrument.Forex(Currency.Eur, Currency.Usd);
    private static readonly Instrument Coin = new Instrument.Crypto("BTC", "USD");

    [Theory]
    [InlineData("1", "1.00", "0.01")] // recorded: the cap of 1 % wins over the minimum
    [InlineData("10", "50", "1.00")]
    [InlineData("200", "50", "1.00")]
    [InlineData("1000", "50", "5.00")]
    [InlineData("10000", "0.25", "25.00")]
    public void Ibkr_fixed(string quantity, string price, string expected) =>
        Assert.Equal(Number(expected), Total(BrokerCommissions.IbkrFixed, Order(Stock, Side.Buy, Number(quantity), Number(price))));

    [Fact]
    public void Ibkr_s_recorded_sale_costs_what_was_recorded() =>
        Assert.Equal(1.02m, Total(BrokerCommissions.IbkrFixed, Order(Stock, Side.Sell, 1m, 751.69m) with { Date = new DateOnly(2025, 3, 3) }));

    [Theory]
    [InlineData("50", "100", "0", "0.36")] // 0.35 at least, and 0.0002 of clearing a share
    [InlineData("1000", "100", "0", "3.70")]
    [InlineData("1000", "100", "299500", "2.95")] // half of it in the second tier
    [InlineData("1000", "100", "300000", "2.20")]
    public void Ibkr_tiered(string quantity, string price, string before, string expected) => Assert.Equal(
        Number(expected),
        Total(BrokerCommissions.IbkrTiered, Order(Stock, Side.Buy, Number(quantity), Number(price)) with { VolumeBefore = Number(before) }));

    [Theory]
    [InlineData("1", "3.00", "1.00")] // 0.65 but at least 1.00
    [InlineData("10", "3.00", "6.50")]
    [InlineData("10", "0.07", "5.00")]
    [InlineData("10", "0.02", "2.50")]
    public void Ibkr_options(string quantity, string price, string expected) =>
        Assert.Equal(Number(expected), Total(BrokerCommissions.IbkrFixed, Order(Option, Side.Buy, Number(quantity), Number(price))));

    [Fact]
    public void Shares_are_free_and_options_cost_65_cents_where_that_is_so()
    {
        foreach (var plan in new[] { BrokerCommissions.Schwab, BrokerCommissions.ETrade, BrokerCommissions.IbkrLite })
        {
            Assert.Equal(0m, Total(plan, Order(Stock, Side.Buy, 100m, 50m)));
            Assert.Equal(2.60m, Total(plan, Order(Option, Side.Buy, 4m, 3m))); // recorded at Schwab
        }
    }

    [Fact]
    public void Alpaca_s_crypto_is_cheaper_in_the_book()
    {
        var taken = Order(Coin, Side.Buy, 1m, 60_000m);
        Assert.Equal(150.00m, Total(BrokerCommissions.Alpaca, taken));
        Assert.Equal(90.00m, Total(BrokerCommissions.Alpaca, taken with { MakerValue = 60_000m }));
        Assert.Equal(120.00m, Total(BrokerCommissions.Alpaca, taken with { MakerValue = 30_000m }));
        Assert.Equal(0m, Total(BrokerCommissions.Alpaca, Order(Stock, Side.Buy, 100m, 50m)));
    }

    [Fact]
    public void Regulators_take_from_sales_alone_and_by_the_day()
    {
        var sale = Order(Stock, Side.Sell, 1_000m, 100m);
        Assert.Equal(["sec", "taf"], RegulatoryFees.UnitedStates.FeesFor(sale with { Date = new DateOnly(2024, 6, 3) }).Select(fee => fee.Kind));
        Assert.Equal(2.95m, Total(RegulatoryFees.UnitedStates, sale with { Date = new DateOnly(2024, 6, 3) })); // 2.78 + 0.17
        Assert.Equal(0.17m, Total(RegulatoryFees.UnitedStates, sale with { Date = new DateOnly(2025, 6, 3) }));
        Assert.Equal(0m, Total(RegulatoryFees.UnitedStates, sale with { Side = Side.Buy }));
        Assert.Equal(9.79m, Total(RegulatoryFees.UnitedStates, Order(Stock, Side.Sell, 1_000_000m, 1m)));
    }

    [Fact]
    public void An_order_pays_by_the_list_of_its_day()
    {
        PriceRow[] rows = [new(AssetClass.Equity, "so much a share", new Evidence("test", In2026), IsVerified: true)];
        var plan = new DatedCommissions(
            "plan",
            new PriceList(new DateOnly(2026, 1, 1), new PerUnitCommission { Name = "new", Tiers = [new(0m, 0.02m)] }, rows),
            new PriceList(new DateOnly(2025, 1, 1), new PerUnitCommission { Name = "old", Tiers = [new(0m, 0.01m)] }, rows));
        var order = Order(Stock, Side.Buy, 100m, 10m);
        Assert.Equal(1m, Total(plan, order with { Date = new DateOnly(2025, 12, 31) }));
        Assert.Equal(2m, Total(plan, order with { Date = new DateOnly(2026, 1, 1) }));
        Assert.Equal(1m, Total(plan, order with { Date = new DateOnly(2000, 1, 1) }));
    }

    [Fact]
    public void Every_price_has_a_row_that_names_its_evidence()
    {
        foreach (var list in BrokerCommissions.All.SelectMany(plan => plan.Lists))
        {
            var orders = new[] { Order(Stock, Side.Buy, 1_000m, 50m), Order(Option, Side.Buy, 10m, 3m), Order(Coin, Side.Buy, 1m, 60_000m), Order(Euro, Side.Buy, 100_000m, 1.1m) };
            var asked = orders.Where(order => list.Model.FeesFor(order).Count > 0).Select(order => order.Instrument.AssetClass);
            Assert.Empty(asked.Except(list.Rows.Select(row => row.Asset)));
        }

        var rows = BrokerCommissions.All.SelectMany(plan => plan.Lists).SelectMany(list => list.Rows).Concat(RegulatoryFees.Rates.SelectMany(rates => rates.Rows));
        Assert.All(rows, row => Assert.False(string.IsNullOrWhiteSpace(row.Evidence.Source) || string.IsNullOrWhiteSpace(row.What) || row.Evidence.On.Year < 2026));
        Assert.All(RegulatoryFees.Rates, rates => Assert.NotEmpty(rates.Rows));
    }

    /// <summary>What rests on memory or on a second hand must not pass for verified because something beside it is.</summary>
    [Fact]
    public void Each_row_is_verified_or_not_by_itself()
    {
        var ibkr = BrokerCommissions.IbkrFixed.On(In2026);
        Assert.Equal(["at least 1.00", "at most 1 % of the value, stronger than the least"], ibkr.Rows.Where(row => row.IsVerified).Select(row => row.What));
        Assert.All([AssetClass.Equity, AssetClass.Option, AssetClass.Crypto, AssetClass.Forex, AssetClass.Future], asset => Assert.False(ibkr.IsVerifiedFor(asset)));
        Assert.True(BrokerCommissions.Schwab.On(In2026).IsVerifiedFor(AssetClass.Option));
        Assert.False(BrokerCommissions.Alpaca.On(In2026).IsVerifiedFor(AssetClass.Crypto));
        Assert.DoesNotContain(BrokerCommissions.Alpaca.On(In2026).Rows, row => row.IsVerified);
    }

    [Fact]
    public void Currencies_round_to_their_own_cents()
    {
        Assert.Equal(1.24m, CurrencyMath.Round(1.235m, Currency.Usd));
        Assert.Equal(-1.24m, CurrencyMath.Round(-1.235m, Currency.Usd));
        Assert.Equal(124m, CurrencyMath.Round(123.5m, Currency.Parse("JPY")));
        Assert.Equal(1.235m, CurrencyMath.Round(1.2351m, Currency.Parse("KWD")));
        var rates = CurrencyRates.From(new Dictionary<Currency, decimal> { [Currency.Usd] = 1m, [Currency.Eur] = 1.1m, [Currency.Gbp] = 1.32m });
        Assert.Equal(1.2m, rates.Rate(Currency.Gbp, Currency.Eur));
        Assert.Equal(new Money(132m, Currency.Usd), rates.Convert(new Money(100m, Currency.Gbp), Currency.Usd));
        Assert.Null(rates.Rate(Currency.Gbp, Currency.Parse("JPY")));
        Assert.Throws<ArgumentException>(() => rates.With(Currency.Eur, 0m));
    }

    private static CommissionOrder Order(Instrument instrument, Side side, decimal quantity, decimal price) => new()
    {
        Instrument = instrument,
        Side = side,
        Quantity = quantity,
        Value = quantity * price * (instrument is Instrument.Option ? 100m : 1m),
        Currency = Currency.Usd,
        Date = In2026,
    };

    private static decimal Total(ICommissionModel model, CommissionOrder order) => model.FeesFor(order).Sum(fee => fee.Amount.Amount);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
