using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Alpaca;

public sealed class AlpacaFitTests
{
    private static readonly ConnectionId Login = ConnectionId.Parse("login-4");
    private static readonly AccountId Account = AccountId.Parse("5f1d2c3b-0000-4000-8000-1234567890ab");
    private static readonly Instrument Acme = new Instrument.Equity("ACME");
    private readonly FakeClock _clock = FakeClock.Friday();
    private readonly PlayedAlpaca _alpaca;
    private readonly AlpacaAdapter _adapter;
    private readonly IBrokerageConnection _connection;

    public AlpacaFitTests()
    {
        _alpaca = new PlayedAlpaca(_clock);
        _adapter = new AlpacaAdapter(_alpaca, _clock);
        _connection = _adapter.Create(new BrokerageConnectionContext
        {
            Connection = Login,
            Environment = AlpacaAdapter.Paper,
            Application = "our-app",
            Secrets = Kit.Secrets.Of(AlpacaAdapter.Broker, "alpaca.key", _clock.GetUtcNow(), ("keyId", "PK1"), ("secretKey", "s")),
        });
    }

    [Fact]
    public async Task A_bracket_holds_its_exits_until_the_entry_is_filled()
    {
        var plan = OrderPlan.Bracket(Spec(Side.Buy, new PriceTerms.Limit(40m)), Spec(Side.Sell, new PriceTerms.Limit(44m)), Spec(Side.Sell, new PriceTerms.Stop(38m)));
        var placed = Assert.IsType<SubmitResult.Placed>(await Trading.PlaceAsync(OrderIntent.Place(Ref, plan), Stop));
        Assert.Equal([OrderRole.Entry, OrderRole.TakeProfit, OrderRole.StopLoss], placed.Orders.Select(row => row.Role));
        Assert.Equal(3, placed.Orders.Select(row => row.Order).Distinct().Count());
        Assert.Equal(OrderState.Received, placed.Snapshot!.State.Value);

        _alpaca.Fill(placed.Orders[0].Order!.Value.Value, 4, 39.9m);
        var entry = await GetAsync(placed.Orders[0].Order!.Value);
        Assert.Equal((OrderShape.Bracket, OrderState.PartiallyFilled, 4m), (entry.Shape.Value, entry.State.Value, entry.Filled));
        Assert.All(entry.Children, exit => Assert.Equal((OrderState.Held, entry.Ref.Order), (exit.State.Value, exit.Parent!.Value)));
        _alpaca.Fill(placed.Orders[0].Order!.Value.Value, 10, 39.9m);
        entry = await GetAsync(placed.Orders[0].Order!.Value);
        Assert.Equal([OrderState.Working, OrderState.Working], entry.Children.Select(exit => exit.State.Value));
        Assert.True(entry.IsFinal);
        Assert.Equal(new PriceTerms.Stop(38m), entry.Children[1].Price);
    }

    [Fact]
    public async Task A_combinations_parent_has_no_symbol_and_its_legs_have_ids_of_their_own()
    {
        var spread = new OrderSpec
        {
            Legs =
            [
                new OrderLeg(Instrument.Parse("ACME  261218P00045000"), Side.Buy, PositionEffect.Open),
                new OrderLeg(Instrument.Parse("ACME  261218P00040000"), Side.Sell, PositionEffect.Open, 2),
            ],
            Quantity = new OrderQuantity.Units(3),
            Price = new PriceTerms.Limit(-1.28m),
            TimeInForce = TimeInForce.Day,
        };
        var placed = Assert.IsType<SubmitResult.Placed>(await Trading.PlaceAsync(OrderIntent.Place(Ref, spread), Stop));
        var order = placed.Snapshot!;
        Assert.Equal((OrderShape.MultiLeg, "mleg"), (order.Shape.Value, order.Shape.Text));
        Assert.Empty(order.Children);
        Assert.Equal([Side.Buy, Side.Sell], order.Legs.Select(leg => leg.Leg.Side));
        Assert.Equal([1, 2], order.Legs.Select(leg => leg.Leg.Ratio));
        Assert.Equal([3m, 6m], order.Legs.Select(leg => leg.Quantity!.Value));
        Assert.Equal("ACME  261218P00045000", order.Legs[0].Leg.Instrument.ToString());
        Assert.Equal("sell_to_open", order.Legs[1].RawAction);
        Assert.All(order.Legs, leg => Assert.NotNull(leg.Order));
        Assert.DoesNotContain(order.Ref.Order, order.Legs.Select(leg => leg.Order!.Value));
        // Received 1.28: negative for us and for Alpaca.
        Assert.Equal(new PriceTerms.Limit(-1.28m), order.Price);
    }

    [Fact]
    public async Task Our_id_comes_back_and_settles_a_lost_answer()
    {
        var prepared = await Trading.PrepareAsync(Buy(), false, Stop);
        var nothing = Assert.IsType<Sighting.NotSeen>(await Trading.FindAsync(prepared, Stop));
        Assert.True(nothing.ProvesAbsence);
        _alpaca.LoseTheAnswerTo("POST", "/v2/orders");
        Assert.IsType<SubmitResult.OutcomeUnknown>(await Trading.SubmitAsync(prepared, Stop));
        var found = Assert.IsType<Sighting.Found>(await Trading.FindAsync(prepared, Stop));
        Assert.Equal(prepared.WireId, Assert.Single(found.Orders).WireId);

        // Another process prepares and sends the same wish: Alpaca refuses, and that is no rejection but a hint where to look.
        var elsewhere = _adapter.Create(new BrokerageConnectionContext
        {
            Connection = Login,
            Environment = AlpacaAdapter.Paper,
            Application = "our-app",
            Secrets = Kit.Secrets.Of(AlpacaAdapter.Broker, "alpaca.key", _clock.GetUtcNow()),
        });
        var unknown = Assert.IsType<SubmitResult.OutcomeUnknown>(await elsewhere.Trading!.PlaceAsync(prepared.Intent, Stop));
        Assert.Equal((BrokerageErrorCode.DuplicateOrder, RecoveryAction.LookUpOrder), (unknown.Cause.Code, unknown.Cause.Recovery));
    }

    [Fact]
    public async Task A_change_gives_a_new_id_and_may_be_refused_while_the_order_is_fresh()
    {
        var id = (await PlaceAsync(Buy())).Orders[0].Order!.Value;
        var early = Assert.IsType<SubmitResult.Rejected>(await Trading.ReplaceAsync(new OrderRef(Ref, id), new OrderChange(12), Stop));
        Assert.Equal(BrokerageErrorCode.OrderStateConflict, early.Error.Code);
        _alpaca.Activate(id.Value);
        var placed = Assert.IsType<SubmitResult.Placed>(await Trading.ReplaceAsync(new OrderRef(Ref, id), new OrderChange(12, new PriceTerms.Limit(41m)), Stop));
        var (old, now) = (await GetAsync(id), placed.Snapshot!);
        Assert.Equal((OrderState.Replaced, now.Ref.Order), (old.State.Value, old.ReplacedBy!.Value));
        Assert.Equal((id, new OrderQuantity.Units(12)), (now.Replaces!.Value, now.Quantity));
        Assert.NotNull(old.ClosedAt);
    }

    [Fact]
    public async Task Dollars_and_trailing_stops_are_asked_for_in_their_own_words()
    {
        var dollars = OrderSpec.Market(Acme, Side.Buy, 1) with { Quantity = new OrderQuantity.Cash(Money.Usd(25m)) };
        var order = (await PlaceAsync(OrderIntent.Place(Ref, dollars))).Snapshot!;
        Assert.Equal(new OrderQuantity.Cash(Money.Usd(25m)), order.Quantity);
        Assert.IsType<PriceTerms.Market>(order.Price);
        var trailing = (await PlaceAsync(OrderIntent.Place(Ref, Spec(Side.Sell, new PriceTerms.Trailing(0.05m, true))))).Snapshot!;
        Assert.Equal(new PriceTerms.Trailing(0.05m, true), trailing.Price);
        var closing = (await PlaceAsync(OrderIntent.Place(Ref, Spec(Side.Sell, new PriceTerms.Market()) with { TimeInForce = TimeInForce.AtClose }))).Snapshot!;
        Assert.Equal(TimeInForce.AtClose, closing.TimeInForce);
        Assert.Equal(Sessions.Regular, closing.Sessions);
    }

    [Fact]
    public async Task What_the_features_exclude_is_refused_before_anything_leaves()
    {
        var plan = OrderPlan.Bracket(
            Spec(Side.Buy, new PriceTerms.Limit(40m)) with { Quantity = new OrderQuantity.Units(0.5m) }, Spec(Side.Sell, new PriceTerms.Limit(44m)), Spec(Side.Sell, new PriceTerms.Stop(38m)));
        await Assert.ThrowsAsync<BrokerageException>(() => Trading.PrepareAsync(OrderIntent.Place(Ref, plan), false, Stop));
        Assert.Empty(_alpaca.Requests);
        var all = await Assert.ThrowsAsync<BrokerageException>(() => Trading.PrepareAsync(OrderIntent.Place(Ref, new OrderPlan.Single(Spec(Side.Unknown, new PriceTerms.Other("?")))), false, Stop));
        Assert.Equal(Ref, all.Error.Account);
        Assert.All(all.Error.Details, detail => Assert.NotNull(detail.Field));
        Assert.Equal(Support.Native, _connection.Features.Abilities[Ability.FindByClientId].Support);
    }

    [Fact]
    public async Task Cancelling_twice_is_answered_with_the_order()
    {
        var id = (await PlaceAsync(Buy())).Orders[0].Order!.Value;
        Assert.IsType<CancelResult.Requested>(await Trading.CancelAsync(new OrderRef(Ref, id), Stop));
        var final = Assert.IsType<CancelResult.AlreadyFinal>(await Trading.CancelAsync(new OrderRef(Ref, id), Stop));
        Assert.Equal(OrderState.Cancelled, final.Order.State.Value);
        Assert.Empty((await Trading.GetOpenOrdersAsync(Account, Stop)).Items);
        var history = new List<Order>();
        await foreach (var order in Trading.EnumerateOrderHistoryAsync(new HistoryQuery(Account, default, _clock.GetUtcNow()), Stop)) history.Add(order);
        Assert.Equal(id, Assert.Single(history).Ref.Order);
    }

    [Fact]
    public async Task Coins_shorts_and_options_are_signed_and_named_as_everywhere()
    {
        var positions = (await _connection.Accounts.GetPositionsAsync(Account, Stop)).Items;
        Assert.Equal(["BTC/USD", "ACME", "ACME  261218P00045000"], positions.Select(position => position.Instrument.ToString()));
        var coin = Assert.IsType<Instrument.Crypto>(positions[0].Instrument);
        Assert.Equal(("BTC", "USD"), (coin.Base, coin.Quote));
        Assert.Equal((0.25m, 0.2m), (positions[0].Quantity, positions[0].Available));
        Assert.Equal((-5m, -200m, 41m), (positions[1].Quantity, positions[1].MarketValue, positions[1].AverageCost));
        Assert.Equal((100m, (decimal?)null), (positions[2].Multiplier, positions[2].DayProfit));
        Assert.All(positions, position => Assert.Null(position.Bucket));
    }

    [Fact]
    public async Task Balance_and_account_keep_what_is_told_and_null_what_is_not()
    {
        var account = Assert.Single((await _connection.Accounts.GetAccountsAsync(Stop)).Items);
        Assert.Equal(AccountStatus.Restricted, account.Status.Value);
        Assert.True(account.MayTrade[AssetClass.Crypto]);
        Assert.DoesNotContain(AssetClass.Option, account.MayTrade.Keys);
        Assert.Equal((true, 2, new DateOnly(2024, 5, 6)), (account.MayShort, account.OptionLevel, account.OpenedOn));
        Assert.Null(account.DayTrades);
        var balance = await _connection.Accounts.GetBalanceAsync(Account, Stop);
        Assert.Equal((120.5m, 4600m, 9220.75m, 100.25m), (balance.MarginDebit, balance.InitialMargin, balance.MarketValue, balance.DayProfit));
        Assert.Equal((3900m, (decimal?)null), (balance.OptionBuyingPower, balance.DayTradingBuyingPower));
        Assert.Null(balance.UnsettledCash);
        Assert.Null(balance.MarginCall);
    }

    [Fact]
    public async Task History_comes_in_pages_whose_cursor_can_be_kept()
    {
        var rows = new List<Transaction>();
        await foreach (var row in _connection.Accounts.EnumerateTransactionsAsync(new HistoryQuery(Account, default, _clock.GetUtcNow()), Stop)) rows.Add(row);
        Assert.Equal([TransactionKind.Trade, TransactionKind.Dividend, TransactionKind.Fee], rows.Select(row => row.Kind.Value));
        Assert.Equal(-10m, rows[0].Quantity);
        Assert.Null(rows[0].Date);
        Assert.Equal((new DateOnly(2026, 3, 19), (DateTimeOffset?)null), (rows[1].Date, rows[1].Time));
        Assert.Equal(1234567, rows[0].Time!.Value.Ticks % 10_000_000);
        Assert.Null(rows[0].Text);
        Assert.Equal(Acme, rows[0].Instrument);
        Assert.Equal(Ref, rows[0].Account);
    }

    [Fact]
    public async Task Unknown_symbols_are_failures_beside_the_quotes_and_no_offer_is_no_zero()
    {
        var quotes = await _connection.MarketData!.GetQuotesAsync([Acme, new Instrument.Equity("NOPE")], Stop);
        Assert.False(quotes.IsComplete);
        Assert.Equal(("NOPE", BrokerageErrorCode.SymbolNotFound), (quotes.Failures[0].Item, quotes.Failures[0].Error.Code));
        var quote = Assert.Single(quotes.Items);
        Assert.Equal((41.5m, (decimal?)null, 300m, (decimal?)null, 41.52m), (quote.Bid, quote.Ask, quote.BidSize, quote.AskSize, quote.Last));
        Assert.Equal((41m, 42m, 40.5m, 40.9m, 120000m), (quote.Open, quote.High, quote.Low, quote.PreviousClose, quote.Volume));
        Assert.Equal((Freshness.RealTime, "iex", Currency.Usd, AlpacaAdapter.Broker), (quote.Freshness.Value, quote.Freshness.Text, quote.Currency, quote.Source));
        Assert.Equal(_clock.GetUtcNow(), quotes.AsOf.Received);
        Assert.Equal(Acme, quote.Instrument);
        Assert.NotNull(quote.AsOf.BrokerTime);
    }

    [Fact]
    public async Task Chains_may_lack_greeks_and_say_null()
    {
        var data = _connection.MarketData!;
        Assert.Equal([new DateOnly(2026, 12, 18), new DateOnly(2027, 1, 15)], (await data.GetExpirationsAsync(Acme, Stop)).Items);
        var near = Assert.Single((await data.GetOptionChainAsync(Acme, new DateOnly(2026, 12, 18), 5, Stop)).Items);
        Assert.Equal((-0.4, 0.02, -0.01, 0.1, -0.05, 0.31), (near.Delta, near.Gamma, near.Theta, near.Vega, near.Rho, near.ImpliedVolatility));
        Assert.Null(near.OpenInterest);
        var far = Assert.Single((await data.GetOptionChainAsync(Acme, new DateOnly(2027, 1, 15), null, Stop)).Items);
        Assert.Null(far.Delta);
        Assert.Equal(1.1m, far.Quote.Bid);
    }

    [Fact]
    public async Task Bars_instruments_and_hours_read_as_the_contract_says()
    {
        var data = _connection.MarketData!;
        var bars = await data.GetBarsAsync(Acme, TimeSpan.FromDays(1), default, _clock.GetUtcNow(), null, Stop);
        Assert.Equal("abc", bars.Next);
        Assert.Empty(bars.Gaps);
        Assert.Equal((40.5m, 41.5m, 40m, 41m, 900m), (bars.Items[0].Open, bars.Items[0].High, bars.Items[0].Low, bars.Items[0].Close, bars.Items[0].Volume));
        Assert.True(bars.Items[0].Start > bars.Items[1].Start);
        var info = await data.GetInstrumentAsync(Acme, Stop);
        Assert.Equal((0.01m, 0.0001m, 0.001m, 1m), (info.PriceStep, info.QuantityStep, info.MinQuantity, info.Multiplier));
        Assert.Equal((true, false, true), (info.Fractional, info.Shortable, info.Tradable));
        Assert.Equal((Currency.Usd, "Acme Corp"), (info.Currency, info.Description));
        Assert.Single((await data.FindInstrumentsAsync("acm", AssetClass.Equity, Stop)).Items);
        Assert.Empty((await data.FindInstrumentsAsync("acm", AssetClass.Crypto, Stop)).Items);
        var day = Assert.Single((await data.GetHoursAsync("US", new DateOnly(2026, 3, 20), new DateOnly(2026, 3, 20), Stop)).Items);
        Assert.Equal((Sessions.Regular, 13, 20), (day.Kind, day.Opens.UtcDateTime.Hour, day.Closes.UtcDateTime.Hour));
    }

    [Fact]
    public async Task Keys_are_entered_and_there_is_nothing_to_refresh()
    {
        var request = new SignInRequest { Environment = AlpacaAdapter.Paper, Application = "our-app", State = "state-9", ExpectedSubject = "somebody" };
        var step = Assert.IsType<SignInStep.EnterKeys>(await _adapter.Authorizer.BeginAsync(request, Stop));
        Assert.Equal("somebody", step.Ticket.Data.Reveal());
        var live = Assert.IsType<SignInResult.Refused>(await _adapter.Authorizer.CompleteAsync(step.Ticket, Keys("AK1"), Stop));
        Assert.Equal((BrokerageErrorCode.EnvironmentMismatch, "keyId"), (live.Error.Code, live.Error.Field));
        var secrets = Assert.IsType<SignInResult.SignedIn>(await _adapter.Authorizer.CompleteAsync(step.Ticket, Keys("PK1"), Stop)).Secrets;
        Assert.Null(secrets.AccessEndsAt);
        Assert.Null(_adapter.Authorizer.LifeOf(secrets).PersonNeededBy);
        Assert.IsType<RefreshResult.NothingToDo>(await _adapter.Authorizer.RefreshAsync(AlpacaAdapter.Paper, "app", secrets, Stop));
        Assert.Equal(RevokeResult.LocalOnly, await _adapter.Authorizer.RevokeAsync(AlpacaAdapter.Paper, "app", secrets, Stop));
        var declined = _adapter.Authorizer.ReadCallback(new Uri("https://app.example/cb?error=access_denied&state=state-9"));
        Assert.Equal(("state-9", BrokerageErrorCode.AuthRevoked), (declined.Key, declined.Refusal!.Code));
    }

    [Fact]
    public void The_shared_host_signs_in_and_never_trades()
    {
        Assert.True(AlpacaAdapter.Paper.Allows(EndpointPurpose.SignIn, new Uri("https://api.alpaca.markets/oauth/token")));
        Assert.False(AlpacaAdapter.Paper.Allows(EndpointPurpose.Trading, new Uri("https://api.alpaca.markets/v2/orders")));
        Assert.Same(AlpacaAdapter.Paper, _connection.GetService<BrokerEnvironment>());
        Assert.Null(_connection.GetService<ITrading>());
        var streams = SchwabAdapterStreams();
        Assert.Equal((EndpointPurpose.Streaming, true), (streams.Purpose, streams.AnySubdomain));
        Assert.Equal("live", Schwab.SchwabAdapter.Live.Name);
    }

    private static BrokerEndpoint SchwabAdapterStreams() => Schwab.SchwabAdapter.Live.Endpoints[^1];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AccountRef Ref => new(Login, AlpacaAdapter.Broker, Account);

    private ITrading Trading => _connection.Trading!;

    private static SignInAnswer.Keys Keys(string id) => new(new Dictionary<string, Secret>(StringComparer.Ordinal) { ["keyId"] = new(id), ["secretKey"] = new("s") });

    private static OrderSpec Spec(Side side, PriceTerms price) => OrderSpec.One(Acme, side, 10, price);

    private static OrderIntent.New Buy() => OrderIntent.Place(Ref, OrderSpec.Limit(Acme, Side.Buy, 10, 40m));

    private async Task<SubmitResult.Placed> PlaceAsync(OrderIntent intent) => Assert.IsType<SubmitResult.Placed>(await Trading.PlaceAsync(intent, Stop));

    private Task<Order> GetAsync(OrderId id) => Trading.GetOrderAsync(new OrderRef(Ref, id), Stop);
}
