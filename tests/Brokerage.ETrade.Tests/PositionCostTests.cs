using System.Text.Json;
using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Tests;

/// <summary>E*TRADE's costs have commissions and fees in them. An average cost has not: it is what was paid for a unit.</summary>
public sealed class PositionCostTests
{
    private static readonly ProductWire Share = new() { Symbol = "KO", SecurityType = "EQ" };
    private static readonly ProductWire Call = new() { Symbol = "KO", SecurityType = "OPTN", CallPut = "CALL", ExpiryYear = 2027, ExpiryMonth = 1, ExpiryDay = 15, StrikePrice = 70m };

    [Fact]
    public void What_was_recorded_says_so_in_every_row()
    {
        var sample = File.ReadAllText(BrokerFacts.Require("etrade", "samples", "sandbox_portfolio_response.json"));
        var rows = JsonSerializer.Deserialize(sample, ETradeJson.Default.PortfolioAnswerWire)!.PortfolioResponse!.AccountPortfolio!
            .SelectMany(portfolio => portfolio.Position!).Where(row => row.PricePaid > 0m).ToList();

        Assert.Contains(rows, row => row is { Commissions: > 0m, OtherFees: > 1m });
        Assert.Contains(rows, row => row.PositionType == "SHORT");
        Assert.All(rows, row =>
        {
            // It cuts figures after their fourth digit.
            var fees = row.Commissions!.Value + row.OtherFees!.Value;
            Near(row.TotalCost!.Value, (row.Quantity!.Value * row.PricePaid!.Value) + fees);
            Near(row.TotalCost.Value, row.Quantity.Value * row.CostPerShare!.Value);
            var position = PositionMapping.ToPosition(row, Sample.Ref, Sample.AsOf);
            Assert.Equal(row.PricePaid, position.AverageCost);
            Near(position.MarketValue!.Value - (position.Quantity * position.AverageCost!.Value), position.UnrealizedProfit!.Value);
        });
    }

    [Fact]
    public void The_price_paid_is_the_average_cost_and_the_profit_is_against_it() =>
        Same((7.56m, -12.26m), new PositionWire { Quantity = 2m, PricePaid = 7.56m, Commissions = 5m, OtherFees = 45m, TotalCost = 65.12m, CostPerShare = 32.56m, MarketValue = 2.86m, TotalGain = -62.26m });

    [Fact]
    public void A_short_one_brought_what_was_paid_for_it() =>
        Same((1m, -46.65m), new PositionWire { Quantity = -3m, PositionType = "SHORT", PricePaid = 1m, Commissions = 2.99m, OtherFees = 0.01m, TotalCost = 0m, CostPerShare = 0m, MarketValue = -49.65m, TotalGain = -49.65m });

    [Fact]
    public void Without_a_price_paid_the_whole_cost_tells_it_without_its_fees()
    {
        Same((7.56m, -12.26m), new PositionWire { Quantity = 2m, Commissions = 5m, OtherFees = 45m, TotalCost = 65.12m, CostPerShare = 32.56m, TotalGain = -62.26m });
        Same((1.25m, 50m), new PositionWire { Quantity = 2m, Commissions = 6.5m, OtherFees = 0m, TotalCost = 256.5m, CostPerShare = 1.2825m, MarketValue = 300m, TotalGain = 43.5m, Product = Call, Quick = new QuickWire { LastTrade = 1.5m } });
        Same((58.1m, 10m), new PositionWire { Quantity = 2m, Commissions = 0m, OtherFees = 0m, CostPerShare = 58.1m, TotalGain = 10m });
    }

    [Fact]
    public void Fees_that_cannot_be_read_are_not_none()
    {
        Same((7.56m, null), new PositionWire { Quantity = 2m, PricePaid = 7.56m, OtherFees = 45m, TotalCost = 65.12m, CostPerShare = 32.56m, TotalGain = -62.26m });
        Same((7.56m, null), new PositionWire { Quantity = 2m, PricePaid = 7.56m, Commissions = 5m, TotalCost = 65.12m, CostPerShare = 32.56m, TotalGain = -62.26m });
        Same((null, null), new PositionWire { Quantity = 2m, Commissions = 5m, TotalCost = 65.12m, CostPerShare = 32.56m, TotalGain = -62.26m });
        Same((null, null), new PositionWire { Quantity = 2m, CostPerShare = 58.1m, TotalGain = 10m });
    }

    [Fact]
    public void What_came_without_a_cost_has_no_profit_either() =>
        Same((null, null), new PositionWire { Quantity = 10m, PricePaid = 0m, Commissions = 0m, OtherFees = 0m, TotalCost = 0m, CostPerShare = 0m, MarketValue = 207m, TotalGain = 207m });

    private static void Same((decimal? Average, decimal? Profit) expected, PositionWire wire)
    {
        var position = PositionMapping.ToPosition(wire with { Product = wire.Product ?? Share }, Sample.Ref, Sample.AsOf);
        Assert.Equal(expected, (position.AverageCost, position.UnrealizedProfit));
    }

    private static void Near(decimal one, decimal other) => Assert.InRange(one - other, -0.01m, 0.01m);
}
