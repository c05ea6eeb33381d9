using System.Globalization;
using Brokerage.Exchange;
using Brokerage.Mock;

namespace Brokerage.Conformance.Tests.Broken;

/// <summary>What can be seen of an adapter on the stage, as text: two adapters that differ in none of them are the same to a user.</summary>
internal static partial class Observations
{
    private static readonly DateTimeOffset Long = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Ever = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => MockStage.Token;

    /// <summary>What the exchange holds after one order of each kind.</summary>
    public static async Task<string> Booked(MockStage stage)
    {
        await stage.PlaceAsync(OrderSpec.Limit(MockStage.Apple, Side.Buy, 2.75m, 150.5m) with { TimeInForce = TimeInForce.GoodTillCancelled });
        await stage.PlaceAsync(OrderSpec.One(MockStage.Apple, Side.Sell, 5m, new PriceTerms.StopLimit(150m, 149m)));
        await stage.PlaceAsync(OrderSpec.One(MockStage.Apple, Side.Sell, 5m, new PriceTerms.Trailing(0.05m, InPercent: true)));
        await stage.PlaceAsync(OrderSpec.Limit(MockStage.Apple, Side.Buy, 1m, 150m) with { Sessions = Sessions.Extended });
        await stage.PlaceAsync(OrderSpec.Limit(MockStage.Doge, Side.Buy, 100m, 0.09876m) with { TimeInForce = TimeInForce.GoodTillCancelled });
        await stage.PlaceAsync(OrderSpec.Limit(MockStage.Far, Side.Buy, 1m, 0.05m));
        await stage.PlaceAsync(OrderSpec.Market(MockStage.Ford, Side.Buy, 1m) with { Quantity = new OrderQuantity.Cash(Money.Usd(100m)) });
        await stage.PlaceAsync(new OrderSpec
        {
            Legs =
            [
                new OrderLeg(MockStage.Call, Side.Sell, PositionEffect.Close), new OrderLeg(MockStage.Far, Side.Buy, PositionEffect.Open, 2),
            ],
            Quantity = new OrderQuantity.Units(1m),
            Price = new PriceTerms.Limit(-9m),
            TimeInForce = TimeInForce.Day,
        });
        await stage.PlaceAsync(OrderPlan.Bracket(
            OrderSpec.Limit(MockStage.Apple, Side.Buy, 1m, 150m),
            OrderSpec.Limit(MockStage.Apple, Side.Sell, 1m, 260m),
            OrderSpec.One(MockStage.Apple, Side.Sell, 1m, new PriceTerms.Stop(120m))));
        return Lines(stage.Booked.Select(order => Say(
            order.Shape, order.Role, order.State, order.Quantity, order.Spec?.Quantity, order.Spec?.Price, order.Spec?.TimeInForce?.Kind,
            order.Spec?.Sessions,
            string.Join('+', order.Legs.Select(leg => Say(leg.Leg.Side, leg.Leg.Ratio, leg.Leg.Instrument))))));
    }

    /// <summary>What a change of price and quantity leaves.</summary>
    public static async Task<string> Replaced(MockStage stage)
    {
        var order = await stage.RestAsync();
        var result = await stage.Trading.ReplaceAsync(order, new OrderChange(2m, new PriceTerms.Limit(151m)), Token) as SubmitResult.Placed;
        var next = stage.Booked.MaxBy(one => one.Number)!;
        var read = await stage.Trading.GetOrderAsync(order, Token);
        return Say(next.Quantity, next.Spec!.Price, next.Spec.TimeInForce.Kind, result?.Orders[0].Order == next.Id, read.ReplacedBy == next.Id);
    }

    /// <summary>What becomes of an order whose answer is lost, and what a second submit does.</summary>
    public static async Task<string> LostAnswer(MockStage stage)
    {
        stage.Options.Faults.LoseNextAnswers();
        var prepared = await stage.Trading.PrepareAsync(
            OrderIntent.Place(stage.Margin, OrderSpec.Limit(MockStage.Apple, Side.Buy, 1m, 150m)), withPreview: false, Token);
        var first = await Try(() => stage.Trading.SubmitAsync(prepared, Token));
        var found = await Try(() => stage.Trading.FindAsync(prepared, Token));
        var second = await Try(() => stage.Trading.SubmitAsync(prepared, Token));
        return Say(first, found, second, stage.Booked.Count);
    }

    /// <summary>What is found of orders that never arrived, and of one that was filled at once.</summary>
    public static async Task<string> Found(MockStage stage)
    {
        await stage.RestAsync();
        stage.Options.Faults.LoseNextRequests();
        var lost = await PrepareAsync(stage, OrderSpec.Limit(MockStage.Apple, Side.Buy, 1m, 140m));
        await stage.Trading.SubmitAsync(lost, Token);
        var filled = await PrepareAsync(stage, OrderSpec.Market(MockStage.Apple, Side.Buy, 1m));
        await stage.Trading.SubmitAsync(filled, Token);
        return Say(await Try(() => stage.Trading.FindAsync(lost, Token)), await Try(() => stage.Trading.FindAsync(filled, Token)));
    }

    /// <summary>How refusals and failures read.</summary>
    public static async Task<string> Refused(MockStage stage)
    {
        var open = await stage.RestAsync();
        var submit = await stage.PlaceAsync(OrderSpec.Limit(MockStage.Apple, Side.Buy, 100_000m, 189m));
        var error = (submit as SubmitResult.Rejected)?.Error;
        return Say(
            submit.GetType().Name, error?.Code, error?.IsTransient,
            await Try(() => stage.Trading.GetOrderAsync(open with { Order = OrderId.Parse("nobody") }, Token)),
            await Try(() => stage.Connection.Accounts.GetBalanceAsync(AccountId.Parse("nobody"), Token)),
            await Try(() => stage.Connection.Accounts.GetPositionsAsync(AccountId.Parse("nobody"), Token)),
            await Try(() => stage.Connection.MarketData!.GetInstrumentAsync(new Instrument.Equity("NONE"), Token)),
            await Try(() => stage.PlaceAsync(OrderSpec.Limit(MockStage.Far, Side.Buy, 1m, 1m) with { Sessions = Sessions.Extended })));
    }

    /// <summary>How many orders a preview leaves.</summary>
    public static async Task<string> Previewed(MockStage stage)
    {
        await stage.Trading.PreviewAsync(OrderIntent.Place(stage.Margin, OrderSpec.Market(MockStage.Apple, Side.Buy, 1m)), Token);
        return Say(stage.Booked.Count);
    }

    /// <summary>What cancels answer, and what they leave.</summary>
    public static async Task<string> Cancelled(MockStage stage)
    {
        await stage.RestAsync();
        var early = await stage.Trading.CancelAsync(await stage.RestAsync(), Token);
        await stage.PlaceAsync(OrderSpec.Market(MockStage.Apple, Side.Buy, 1m));
        var late = await stage.Trading.CancelAsync(new OrderRef(stage.Margin, stage.Booked.MaxBy(order => order.Number)!.Id), Token);
        return Say(early.GetType().Name, late.GetType().Name, stage.Booked.Count(order => order.State == OrderState.Working));
    }

    /// <summary>What a cancel answers whose own answer is lost.</summary>
    public static async Task<string> CancelLost(MockStage stage) =>
        Say((await stage.Trading.CancelAsync(await stage.RestAsync(), Token)).GetType().Name);

    /// <summary>How orders read: one filled in two parts, one open, a bracket.</summary>
    public static async Task<string> Read(MockStage stage)
    {
        var filled = await stage.FillInTwoAsync();
        await stage.RestAsync();
        await stage.Trading.GetOrderAsync(filled, Token);
        stage.Exchange.SetQuote(MockStage.Apple, 180m, 188m, 1m, 1m);
        await stage.PlaceAsync(OrderPlan.Bracket(
            OrderSpec.Limit(MockStage.Apple, Side.Buy, 1m, 150m),
            OrderSpec.Limit(MockStage.Apple, Side.Sell, 1m, 260m),
            OrderSpec.One(MockStage.Apple, Side.Sell, 1m, new PriceTerms.Stop(120m))));
        var orders = (await stage.Trading.GetOpenOrdersAsync(stage.Margin.Account, Token)).Items;
        var all = orders.Prepend(await stage.Trading.GetOrderAsync(filled, Token)).SelectMany(order => order.Children.Prepend(order));
        return Lines(all.Select(order => Say(
            order.State.Value, order.Filled, order.Quantity, order.AveragePrice, order.ClientOrderId is not null, order.SubmittedAt, order.Price,
            order.Fees.Sum(fee => fee.Amount.Amount), Lines(order.Executions.Select(one => Say(one.Quantity, one.Commission, one.Time))))));
    }

    /// <summary>How long lists are.</summary>
    public static async Task<string> Lists(MockStage stage)
    {
        for (var i = 0; i < 30; i++)
        {
            await stage.RestAsync(1m, 100m + i);
            stage.Exchange.Post(stage.Margin.Account, Money.Usd(1m));
        }

        var before = new HistoryQuery(stage.Margin.Account, Long, stage.Clock.GetUtcNow().AddDays(-30));
        var ever = before with { To = Ever };
        return Say(
            (await stage.Trading.GetOpenOrdersAsync(stage.Margin.Account, Token)).Items.Count,
            (await stage.Trading.GetOrderHistoryAsync(ever, Token)).Items.Count,
            (await stage.Connection.Accounts.GetTransactionsAsync(ever, Token)).Items.Count,
            (await stage.Trading.GetOrderHistoryAsync(before, Token)).Items.Count);
    }

    /// <summary>How accounts, balances, positions and transactions read, and what is listed after a sale.</summary>
    public static async Task<string> Held(MockStage stage)
    {
        var accounts = stage.Connection.Accounts;
        await accounts.GetPositionsAsync(stage.Margin.Account, Token);
        await stage.PlaceAsync(OrderSpec.Market(MockStage.Apple, Side.Sell, 100m));
        await stage.Trading.PlaceAsync(OrderIntent.Place(stage.Cash, OrderSpec.Market(MockStage.Apple, Side.Sell, 5m)), Token);
        var history = new HistoryQuery(stage.Margin.Account, Long, Ever);
        return Lines(
        [
            .. (await accounts.GetAccountsAsync(Token)).Items.Select(account => account.MaskedNumber),
            Figures(await accounts.GetBalanceAsync(stage.Margin.Account, Token)),
            Figures(await accounts.GetBalanceAsync(stage.Cash.Account, Token)),
            .. (await accounts.GetPositionsAsync(stage.Margin.Account, Token)).Items.Select(Figures),
            .. (await accounts.GetPositionsAsync(stage.Cash.Account, Token)).Items.Select(Figures),
            .. (await accounts.GetTransactionsAsync(history, Token)).Items
                .Select(row => Say(row.Kind.Value, row.Quantity, row.Net, row.Fees.Count, row.Time)),
        ]);
    }

    /// <summary>How quotes, chains and bars read.</summary>
    public static async Task<string> Prices(MockStage stage)
    {
        if (stage.Connection.MarketData is not { } prices)
            return "none";
        var asked = new[] { MockStage.Ford, MockStage.Apple, MockStage.Berkshire, new Instrument.Equity("NONE") };
        await prices.GetQuotesAsync(asked[..3], Token);
        stage.Exchange.SetPrice(MockStage.Apple, 195m);
        var quotes = await prices.GetQuotesAsync(asked[..3], Token);
        var partial = await prices.GetQuotesAsync(asked, Token);
        var now = stage.Clock.GetUtcNow();
        return Lines(
        [
            Say(partial.IsComplete, partial.Failures.Count),
            .. quotes.Items.Select(quote => Say(quote.Instrument, quote.Bid, quote.Ask, quote.Last, quote.BidSize)),
            .. (await prices.GetExpirationsAsync(MockStage.Apple, Token)).Items.Select(day => Say(day)),
            .. (await prices.GetOptionChainAsync(MockStage.Apple, MockStage.Expiry, null, Token)).Items.Select(line => Say(line.Quote.Instrument)),
            .. (await prices.GetBarsAsync(MockStage.Apple, TimeSpan.FromMinutes(5), now.AddHours(-1), now, null, Token)).Items
                .Select(bar => Say(bar.Start)),
        ]);
    }

    /// <summary>What the stream of quotes says first.</summary>
    public static async Task<string> Ticks(MockStage stage)
    {
        await foreach (var item in stage.Connection.Streaming!.QuotesAsync([MockStage.Apple], Token))
        {
            if (item.TryGetValue(out var tick))
                return Say(tick.Bid, tick.Ask);
        }

        return "none";
    }

    /// <summary>What the stream of orders says: one open before, one filled in two parts, one in another account, a break of the line.</summary>
    public static async Task<string> News(MockStage stage)
    {
        await stage.RestAsync();
        await using var stream = stage.Connection.Streaming!.OrdersAsync(stage.Margin.Account, cancellationToken: Token).GetAsyncEnumerator(Token);
        var heard = new List<string>();
        while (!heard.Contains("Live"))
            await HearAsync(stream, heard);
        await stage.FillInTwoAsync();
        await stage.Trading.PlaceAsync(OrderIntent.Place(stage.Cash, OrderSpec.Limit(MockStage.Apple, Side.Buy, 1m, 99m)), Token);
        await stage.RestAsync(1m, 76.5m);
        while (!heard[^1].Contains("76.5", StringComparison.Ordinal) && heard.Count < 60)
            await HearAsync(stream, heard);
        return Lines(heard);
    }

    /// <summary>What the connection says of itself, before and after its login ends, and to a caller who has given up.</summary>
    public static async Task<string> Itself(MockStage stage)
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var cancelled = await Try(() => stage.Connection.Accounts.GetBalanceAsync(stage.Margin.Account, gone.Token));
        stage.Connection.GetService<MockFaults>()!.NeedsLogin = true;
        var features = stage.Connection.Features;
        var afterHours = new OrderScope
        {
            Asset = AssetClass.Option,
            Shape = OrderShape.Single,
            Role = OrderRole.Single,
            Price = PriceKind.Limit,
            TimeInForce = TimeInForceKind.Day,
            Sessions = Sessions.Extended,
            Side = Side.Buy,
            Effect = PositionEffect.Open,
            Quantity = QuantityKind.Whole,
            Operation = OrderOperation.Place,
            AllOrNone = false,
        };
        var status = await stage.Connection.GetStatusAsync(Token);
        return Say(
            stage.Connection.Environment, status.State, status.PersonNeededBy is null, cancelled,
            stage.Connection.GetService(typeof(ITrading)) is null, stage.Connection.MarketData is null,
            features.Has(Feature.ImmediateOrCancel), features.Ask(afterHours)?.Support);
    }

    private static Task<PreparedOrder> PrepareAsync(MockStage stage, OrderSpec spec) =>
        stage.Trading.PrepareAsync(OrderIntent.Place(stage.Margin, spec), withPreview: false, Token);

    private static async Task HearAsync(IAsyncEnumerator<StreamItem<OrderEvent>> stream, List<string> heard)
    {
        Assert.True(await stream.MoveNextAsync());
        var item = stream.Current;
        heard.Add(item.TryGetValue(out var change)
            ? Say(change.Cause, change.Order.Ref.Account, change.Order.Filled, change.Order.Quantity, change.Execution?.Id, change.Order.Price)
            : item.Signal.ToString());
    }

    private static async Task<string> Try<T>(Func<Task<T>> ask)
    {
        try
        {
            return (await ask())!.GetType().Name;
        }
        catch (BrokerageException failure)
        {
            return $"throws {failure.Code}";
        }
        catch (Exception failure) when (failure is ArgumentException or OperationCanceledException or InvalidOperationException)
        {
            return $"throws {failure.GetType().Name}";
        }
    }

    private static string Figures(Balance balance) => Say(
        balance.Cash, balance.CashAvailable, balance.UnsettledCash, balance.BuyingPower, balance.DayTradingBuyingPower, balance.NetLiquidation);

    private static string Figures(Position position) => Say(
        position.Instrument, position.Quantity, position.AverageCost, position.Multiplier, position.MarketValue);

    private static string Say(params object?[] parts) =>
        string.Join(' ', parts.Select(part => part is null ? "-" : Convert.ToString(part, CultureInfo.InvariantCulture)));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
