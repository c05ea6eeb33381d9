using System.Text.Json.Nodes;
using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Simulator.ETrade.Wire;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>Rows of the portfolio as the wire has them, and the views beside them.</summary>
internal sealed class PositionMapping(ETradeDesk desk)
{
    public JsonObject Position(AccountBook book, PositionRow row, IReadOnlyList<Lot> lots, decimal total, string view)
    {
        var (held, listing) = (row.Held, row.Held.Listing);
        var quote = desk.Exchange.GetQuote(row.Instrument);
        var cost = CostOf(row, lots);
        var today = lots.Where(lot => lot.Order is not null && NewYorkTime.DateAt(lot.Acquired) == NewYorkTime.DateAt(desk.Now)).ToList();
        var tree = new JsonObject
        {
            ["positionId"] = row.Id,
            ["symbolDescription"] = Products.Description(listing),
            ["dateAcquired"] = Times.Milliseconds(lots.Count > 0 ? lots[0].Acquired : desk.Read(book).OpenedAt),
            ["pricePaid"] = Tree.Money(held.AverageCost),
            ["commissions"] = Tree.Money(lots.Sum(lot => lot.CommissionLeft)),
            ["otherFees"] = Tree.Money(lots.Sum(lot => lot.FeesLeft)),
            ["quantity"] = Tree.Number(row.Quantity),
            ["positionIndicator"] = row.Type,
            ["positionType"] = row.Quantity < 0m ? "SHORT" : "LONG",
            ["daysGain"] = Tree.Money(row.PartOf(held.DayProfit)),
            ["daysGainPct"] = Tree.Percent(held.Price - held.PreviousClose, held.PreviousClose),
            ["marketValue"] = Tree.Money(row.Value),
            // Commissions and fees are in the costs, and in what the gain is reckoned from; they are not in the price paid.
            ["totalCost"] = Tree.Money(cost),
            ["totalGain"] = Tree.Money(row.Value - cost),
            ["totalGainPct"] = Tree.Percent(row.Value - cost, Math.Abs(cost)),
            ["pctOfPortfolio"] = Tree.Percent(row.Value, total),
            ["costPerShare"] = Tree.Money(cost / (row.Quantity * listing.Multiplier)),
            ["todayCommissions"] = Tree.Money(today.Sum(lot => lot.CommissionLeft)),
            ["todayFees"] = Tree.Money(today.Sum(lot => lot.FeesLeft)),
            ["todayPricePaid"] = Tree.Money(today.Count == 0 ? 0m : today.Sum(lot => lot.Left * lot.Price) / today.Sum(lot => lot.Left)),
            ["todayQuantity"] = Tree.Number(TodayOf(book, row.Instrument)),
            ["adjPrevClose"] = Tree.Money(held.PreviousClose),
            ["lotsDetails"] = Links.To($"/v1/accounts/{book.Key}/portfolio/{row.Id}"),
            ["quoteDetails"] = Links.To("/v1/market/quote/" + Products.QuotePath(listing)),
            ["Product"] = Products.Long(listing),
        };
        if (row.Instrument is Instrument.Option option)
        {
            tree["osiKey"] = Products.OsiKey(option);
        }

        var (name, detail) = View(view, row, cost, quote);
        tree[name] = detail;
        return tree;
    }

    /// <summary>What a row has cost with commissions and fees: of a short one that is what it brought, less them, with a minus.</summary>
    public static decimal CostOf(PositionRow row, IReadOnlyList<Lot> lots) => row.Cost + lots.Sum(lot => lot.CommissionLeft + lot.FeesLeft);

    public JsonObject Lot(PositionRow row, Lot lot, int number)
    {
        var listing = row.Held.Listing;
        var cost = (lot.Left * lot.Price * listing.Multiplier) + lot.CommissionLeft + lot.FeesLeft;
        var value = lot.Left * row.Held.Price * listing.Multiplier;
        return new JsonObject
        {
            ["positionId"] = row.Id,
            ["positionLotId"] = (row.Id * 100) + number,
            ["price"] = Tree.Money(lot.Price),
            ["termCode"] = 0,
            ["daysGain"] = Tree.Money((row.Held.Price - row.Held.PreviousClose) * lot.Left * listing.Multiplier),
            ["daysGainPct"] = Tree.Percent(row.Held.Price - row.Held.PreviousClose, row.Held.PreviousClose),
            ["marketValue"] = Tree.Money(value),
            ["totalCost"] = Tree.Money(cost),
            ["totalCostForGainPct"] = Tree.Money(cost),
            ["totalGain"] = Tree.Money(value - cost),
            ["lotSourceCode"] = 0,
            ["originalQty"] = Tree.Number(lot.Original),
            ["remainingQty"] = Tree.Number(lot.Left),
            ["availableQty"] = Tree.Number(lot.Left),
            ["orderNo"] = lot.Order is { } order ? desk.Numbers.Of(row.Held.Account, order) : 0,
            ["legNo"] = lot.Order is null ? 0 : 1,
            ["acquiredDate"] = Times.Milliseconds(lot.Acquired),
            ["locationCode"] = 0,
            ["exchangeRate"] = Tree.Number(1m),
            ["settlementCurrency"] = listing.Currency.Code,
            ["paymentCurrency"] = listing.Currency.Code,
            ["adjPrice"] = Tree.Money(lot.Price),
            ["commPerShare"] = Tree.Money(lot.Commission / listing.Multiplier),
            ["feesPerShare"] = Tree.Money(lot.Fees / listing.Multiplier),
            ["premiumAdj"] = Tree.Number(0m),
            ["shortType"] = row.Quantity < 0m ? 1 : 0,
        };
    }

    private decimal TodayOf(AccountBook book, Instrument instrument)
    {
        var today = NewYorkTime.At(NewYorkTime.DateAt(desk.Now), TimeOnly.MinValue);
        return desk.Exchange.GetExecutions(book.Id, today).Where(one => one.Instrument == instrument && one.Corrects is null)
            .Sum(one => one.Side is Side.Buy ? one.Quantity : -one.Quantity);
    }

    // Every view has the price by which the row is valued.
    private (string Name, JsonObject Detail) View(string view, PositionRow row, decimal cost, ExchangeQuote quote) => view switch
    {
        "PERFORMANCE" => ("Performance", Common(quote, row.Held.Price, new JsonObject
        {
            ["daysGain"] = Tree.Money(row.PartOf(row.Held.DayProfit)),
            ["totalGain"] = Tree.Money(row.Value - cost),
            ["totalGainPct"] = Tree.Percent(row.Value - cost, Math.Abs(cost)),
            ["marketValue"] = Tree.Money(row.Value),
        })),
        "FUNDAMENTAL" => ("Fundamental", Common(quote, row.Held.Price, new JsonObject
        {
            ["peRatio"] = Tree.Number(0m),
            ["eps"] = Tree.Number(0m),
            ["dividend"] = Tree.Number(0m),
            ["divYield"] = Tree.Number(0m),
            ["marketCap"] = Tree.Number(0m),
            ["week52Range"] = "",
        })),
        "OPTIONSWATCH" => ("OptionsWatch", OptionsWatch(row, quote)),
        "COMPLETE" => ("Complete", Complete(row, quote)),
        _ => ("Quick", Common(quote, row.Held.Price, new JsonObject { ["volume"] = Tree.Number(decimal.Round(quote.Volume)) })),
    };

    private JsonObject Common(ExchangeQuote quote, decimal price, JsonObject more)
    {
        var tree = new JsonObject
        {
            ["lastTrade"] = Tree.Money(price),
            ["lastTradeTime"] = Times.Seconds(quote.Time),
            ["change"] = Tree.Money(price - quote.PreviousClose),
            ["changePct"] = Tree.Percent(price - quote.PreviousClose, quote.PreviousClose),
        };
        foreach (var (name, value) in more)
        {
            tree[name] = value?.DeepClone();
        }

        tree["quoteStatus"] = QuoteMapping.Status(desk);
        return tree;
    }

    private JsonObject OptionsWatch(PositionRow row, ExchangeQuote quote) => new()
    {
        ["baseSymbolAndPrice"] = Base(row),
        ["premium"] = Tree.Money(quote.Mark),
        ["lastTrade"] = Tree.Money(row.Held.Price),
        ["bid"] = Tree.Money(quote.Bid ?? 0m),
        ["ask"] = Tree.Money(quote.Ask ?? 0m),
        ["quoteStatus"] = QuoteMapping.Status(desk),
        ["lastTradeTime"] = Times.Seconds(quote.Time),
    };

    private JsonObject Complete(PositionRow row, ExchangeQuote quote)
    {
        var tree = Common(quote, row.Held.Price, new JsonObject
        {
            ["price"] = Tree.Money(row.Held.Price),
            ["priceAdjustedFlag"] = false,
            ["prevClose"] = Tree.Money(quote.PreviousClose),
            ["volume"] = Tree.Number(decimal.Round(quote.Volume)),
            ["symbolDescription"] = Products.Description(row.Held.Listing),
            ["currency"] = row.Held.Listing.Currency.Code,
            ["exchange"] = QuoteMapping.Venue(row.Held.Listing),
            ["marginable"] = row.Held.Listing.Marginable,
            ["bid"] = Tree.Money(quote.Bid ?? 0m),
            ["ask"] = Tree.Money(quote.Ask ?? 0m),
            ["bidAskSpread"] = Tree.Money((quote.Ask ?? 0m) - (quote.Bid ?? 0m)),
            ["bidSize"] = QuoteMapping.Size(quote.Bid, quote.BidSize),
            ["askSize"] = QuoteMapping.Size(quote.Ask, quote.AskSize),
            ["open"] = Tree.Money(quote.Open),
            ["optionMultiplier"] = Tree.Number(row.Held.Listing.Multiplier),
            ["optionsAdjustedFlag"] = false,
        });
        if (row.Instrument is Instrument.Option contract)
        {
            var option = desk.Exchange.GetOption(contract);
            tree["delta"] = Tree.Measure(option.Greeks.Delta);
            tree["gamma"] = Tree.Measure(option.Greeks.Gamma);
            tree["rho"] = Tree.Measure(option.Greeks.Rho);
            tree["theta"] = Tree.Measure(option.Greeks.Theta);
            tree["vega"] = Tree.Measure(option.Greeks.Vega);
            tree["ivPct"] = Tree.Measure(option.ImpliedVolatility * 100);
            tree["openInterest"] = Tree.Number(option.OpenInterest);
            tree["daysToExpiration"] = QuoteMapping.DaysLeft(desk, contract);
            tree["baseSymbolAndPrice"] = Base(row);
        }

        return tree;
    }

    private string Base(PositionRow row) => row.Held.Listing.Underlying is { } underlying
        ? $"{Products.Symbol(desk.Listing(underlying))} {Tree.Money(desk.Exchange.GetQuote(underlying).Last)}"
        : "";
}
