using System.Globalization;
using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>What has happened in the account: executions, and the cash and holdings that came and went otherwise.</summary>
internal sealed class ActivityEndpoints(AlpacaDesk desk)
{
    private const string Fill = "FILL";
    private const int LargestPage = 100;

    public void Map(AlpacaEndpoints endpoints)
    {
        endpoints.Map("GET", "/v2/account/activities", null, call => List(call, Types(call)));
        endpoints.Map("GET", "/v2/account/activities/{type}", null, call => List(call, Named([call.Route("type")])));
        endpoints.Map("GET", "/v2/account/portfolio/history", null, History);
    }

    private static Func<string, bool> Types(Call call)
    {
        if (call.QueryList("activity_types") is { Count: > 0 } types)
        {
            return call.Query("category") is null
                ? Named(types)
                : throw new AlpacaRefusal(AlpacaErrors.Invalid("category and activity_types cannot be used together"));
        }

        return call.Query("category") switch
        {
            null => _ => true,
            "trade_activity" => type => type is Fill,
            "non_trade_activity" => type => type is not Fill,
            _ => throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid category")),
        };
    }

    private static Func<string, bool> Named(IReadOnlyList<string> names) => type => names.Contains(type, StringComparer.Ordinal);

    private Reply List(Call call, Func<string, bool> wanted)
    {
        var (after, until) = (AlpacaEndpoints.Time(call, "after"), AlpacaEndpoints.Time(call, "until"));
        var date = AlpacaEndpoints.Time(call, "date") is { } day ? DateOnly.FromDateTime(day.UtcDateTime) : (DateOnly?)null;
        var rows = Activities()
            .Where(row => wanted(row.Wire.ActivityType))
            .Where(row => (after is null || row.Time > after) && (until is null || row.Time < until))
            .Where(row => date is null || NewYorkTime.DateAt(row.Time) == date);
        rows = call.Query("direction") is "asc"
            ? rows.OrderBy(row => row.Time).ThenBy(row => row.Number)
            : rows.OrderByDescending(row => row.Time).ThenByDescending(row => row.Number);
        if (call.Query("page_token") is { } token)
        {
            rows = rows.SkipWhile(row => !string.Equals(row.Wire.Id, token, StringComparison.Ordinal)).Skip(1);
        }

        var size = AlpacaEndpoints.Number(call, "page_size", LargestPage, 1, LargestPage);
        return AlpacaEndpoints.Ok([.. rows.Take(size).Select(row => row.Wire)], AlpacaJson.Wire.IReadOnlyListActivityWire);
    }

    private IEnumerable<Row> Activities()
    {
        foreach (var entry in desk.Exchange.GetLedger(desk.Account))
        {
            if (entry.Kind is LedgerKind.Trade)
            {
                foreach (var execution in new[] { entry.Execution, entry.CounterExecution }.OfType<ExchangeExecution>())
                {
                    if (execution.Account == desk.Account && desk.Exchange.FindOrder(desk.Account, execution.Order) is { } order)
                    {
                        yield return new Row(entry.Time, execution.Number, Trade(execution, order));
                    }
                }
            }
            else
            {
                foreach (var posting in entry.Postings.Where(posting => posting.Account == desk.Account))
                {
                    yield return new Row(entry.Time, entry.Number, NonTrade(entry, posting));
                }
            }
        }
    }

    private ActivityWire Trade(ExchangeExecution execution, ExchangeOrder order)
    {
        var leg = order.Legs[execution.LegIndex];
        var isDone = leg.Quantity is { } whole && execution.CumulativeAfter >= whole;
        return new ActivityWire
        {
            Id = Id(execution.Time, "execution " + execution.Id),
            ActivityType = Fill,
            TransactionTime = WireText.Time(execution.Time),
            Type = isDone ? "fill" : "partial_fill",
            Price = WireText.Number(execution.Price),
            Qty = WireText.Number(execution.Quantity),
            Side = execution is { Side: Side.Sell, Effect: PositionEffect.Open } ? "sell_short" : Words.Side(execution.Side),
            Symbol = Symbols.Of(execution.Instrument),
            LeavesQty = WireText.Number(leg.Quantity - execution.CumulativeAfter ?? 0),
            OrderId = desk.Orders.Id(order),
            CumQty = WireText.Number(execution.CumulativeAfter),
            OrderStatus = isDone ? "filled" : "partially_filled",
        };
    }

    private ActivityWire NonTrade(LedgerEntry entry, Posting posting)
    {
        var instrument = posting.Asset.Instrument;
        var type = entry.Kind switch
        {
            LedgerKind.Transfer when instrument is not null => "JNLS",
            LedgerKind.Transfer => posting.Amount >= 0 ? "CSD" : "CSW",
            LedgerKind.Dividend => "DIV",
            LedgerKind.Interest => "INT",
            LedgerKind.Fee => "FEE",
            LedgerKind.OptionEvent => "OPEXP",
            LedgerKind.Conversion => "JNLC",
            _ => "MISC",
        };
        return new ActivityWire
        {
            Id = Id(entry.Time, $"entry {entry.Number} {posting.Asset}"),
            ActivityType = type,
            Date = WireText.Date(NewYorkTime.DateAt(entry.Time)),
            CreatedAt = WireText.Time(entry.Time),
            NetAmount = instrument is null ? WireText.Cents(posting.Amount) : "0",
            Symbol = instrument is null ? null : Symbols.Of(instrument),
            Qty = instrument is null ? null : WireText.Number(posting.Amount),
            Currency = posting.Asset.Currency?.Code ?? "USD",
            Status = "executed",
        };
    }

    /// <summary>New York's local time to the millisecond, two colons, a UUID.</summary>
    private string Id(DateTimeOffset time, string name) =>
        NewYorkTime.ToLocal(time).ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture) + "::" + desk.Ids.Other(name);

    /// <summary>The exchange keeps today's value and yesterday's close, so these two are the points of the history.</summary>
    private Reply History(Call call)
    {
        var balance = desk.Exchange.GetBalance(desk.Account);
        var timeframe = call.Query("timeframe") ?? "1D";
        if (timeframe is not ("1Min" or "5Min" or "15Min" or "1H" or "1D"))
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid($"invalid timeframe: {timeframe}"));
        }

        var today = UsMarketCalendar.Instance.DayOnOrAfter(NewYorkTime.DateAt(balance.Time));
        var before = UsMarketCalendar.Instance.DayBefore(today.Date);
        var profit = balance.DayProfit;
        return AlpacaEndpoints.Ok(
            new PortfolioHistoryWire
            {
                Timestamp = [before.Opens.ToUnixTimeSeconds(), today.Opens.ToUnixTimeSeconds()],
                Equity = [Math.Round(balance.PreviousEquity, 2), Math.Round(balance.Equity, 2)],
                ProfitLoss = [0, Math.Round(profit, 4)],
                ProfitLossPct = [0, balance.PreviousEquity == 0 ? 0 : Math.Round(profit / balance.PreviousEquity, 4)],
                BaseValue = Math.Round(balance.PreviousEquity, 2),
                BaseValueAsof = WireText.Date(before.Date),
                Timeframe = timeframe,
            },
            AlpacaJson.Wire.PortfolioHistoryWire);
    }

    private sealed record Row(DateTimeOffset Time, long Number, ActivityWire Wire);
}
