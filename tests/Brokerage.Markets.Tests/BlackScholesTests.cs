using Brokerage.Markets;

namespace Brokerage.Markets.Tests;

public sealed class BlackScholesTests
{
    private static readonly BlackScholesInput Call = new() { IsCall = true, Spot = 100, Strike = 100, Years = 1, Volatility = 0.2, Rate = 0.05 };

    [Fact]
    public void The_textbook_option_has_the_textbook_price()
    {
        Assert.Equal(10.4505835722, BlackScholes.Price(Call), 1e-9);
        Assert.Equal(5.5735260223, BlackScholes.Price(Call with { IsCall = false }), 1e-9);
    }

    [Fact]
    public void Its_greeks_are_the_textbook_ones()
    {
        var greeks = BlackScholes.Greeks(Call);
        Assert.Equal(0.6368306512, greeks.Delta, 1e-9);
        Assert.Equal(0.0187620173, greeks.Gamma, 1e-9);
        Assert.Equal(0.3752403469, greeks.Vega, 1e-9);
        Assert.Equal(-6.4140275464 / 365, greeks.Theta, 1e-9);
        Assert.Equal(0.5323248155, greeks.Rho, 1e-9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Greeks_are_the_slopes_of_the_price(bool isCall)
    {
        foreach (var spot in new[] { 60.0, 95.0, 100.0, 130.0 })
        {
            var input = Call with { IsCall = isCall, Spot = spot, DividendYield = 0.01 };
            var greeks = BlackScholes.Greeks(input);
            Assert.Equal(Slope(h => BlackScholes.Price(input with { Spot = spot + h }), 1e-4), greeks.Delta, 1e-5);
            Assert.Equal(Slope(h => BlackScholes.Greeks(input with { Spot = spot + h }).Delta, 1e-4), greeks.Gamma, 1e-5);
            Assert.Equal(Slope(h => BlackScholes.Price(input with { Volatility = 0.2 + h }), 1e-5) / 100, greeks.Vega, 1e-5);
            Assert.Equal(-Slope(h => BlackScholes.Price(input with { Years = 1 + h }), 1e-5) / 365, greeks.Theta, 1e-5);
            Assert.Equal(Slope(h => BlackScholes.Price(input with { Rate = 0.05 + h }), 1e-5) / 100, greeks.Rho, 1e-5);
        }
    }

    [Fact]
    public void Calls_and_puts_agree()
    {
        foreach (var strike in new[] { 50.0, 90.0, 100.0, 140.0 })
        {
            var call = Call with { Strike = strike };
            var difference = BlackScholes.Price(call) - BlackScholes.Price(call with { IsCall = false });
            Assert.Equal(100 - (strike * Math.Exp(-0.05)), difference, 1e-9);
        }
    }

    [Fact]
    public void The_implied_volatility_gives_the_price_back()
    {
        foreach (var volatility in new[] { 0.05, 0.2, 0.8, 3.0 })
        {
            foreach (var strike in new[] { 80.0, 100.0, 125.0 })
            {
                var input = Call with { Strike = strike, Volatility = volatility };
                var price = BlackScholes.Price(input);
                if (price > BlackScholes.Price(input with { Volatility = 1e-6 }) + 1e-6)
                {
                    Assert.Equal(price, BlackScholes.Price(input with { Volatility = BlackScholes.ImpliedVolatility(input, price)!.Value }), 1e-8);
                }
            }
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(100.0)]
    [InlineData(double.NaN)]
    public void A_price_that_no_volatility_gives_has_none(double price) => Assert.Null(BlackScholes.ImpliedVolatility(Call, price));

    [Fact]
    public void At_expiry_only_the_intrinsic_value_is_left()
    {
        var input = Call with { Years = 0, Spot = 107 };
        Assert.Equal(7.0, BlackScholes.Price(input));
        Assert.Equal(1.0, BlackScholes.Greeks(input).Delta);
        Assert.Equal(0.0, BlackScholes.Price(input with { IsCall = false }));
        Assert.Null(BlackScholes.ImpliedVolatility(input, 7.0));
    }

    [Fact]
    public void Nonsense_is_refused() => Assert.Throws<ArgumentException>(() => BlackScholes.Price(Call with { Spot = 0 }));

    [Fact]
    public void Option_arithmetic_is_exact()
    {
        var put = new Instrument.Option("AAPL", new DateOnly(2026, 6, 19), 190m, IsCall: false);
        Assert.Equal(7.5m, OptionMath.Intrinsic(put, 182.5m));
        Assert.Equal(0m, OptionMath.Intrinsic(put, 200m));
        Assert.Equal(1.25m, OptionMath.TimeValue(put, 182.5m, 8.75m));
        Assert.Equal(181.25m, OptionMath.BreakEven(put, 8.75m));
    }

    [Fact]
    public void Expiries_move_before_holidays()
    {
        Assert.Equal(new DateOnly(2026, 3, 20), OptionMath.MonthlyExpiry(2026, 3));
        Assert.Equal(new DateOnly(2022, 4, 14), OptionMath.MonthlyExpiry(2022, 4)); // Good Friday
        Assert.Equal(
            [new DateOnly(2026, 6, 26), new DateOnly(2026, 7, 2), new DateOnly(2026, 7, 10)],
            OptionMath.WeeklyExpiries(new DateOnly(2026, 6, 22), 3)); // 3 July 2026 is closed
    }

    private static double Slope(Func<double, double> price, double h) => (price(h) - price(-h)) / (2 * h);
}
