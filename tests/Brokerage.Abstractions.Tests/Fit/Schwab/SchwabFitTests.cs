using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

public sealed class SchwabFitTests
{
    private static readonly ConnectionId Login = ConnectionId.Parse("login-2");
    private static readonly AccountId Account = SchwabAccountMapping.IdOf(PlayedSchwab.Number);
    private readonly FakeClock _clock = FakeClock.Friday();
    private readonly PlayedSchwab _schwab;
    private readonly SchwabAdapter _adapter;
    private readonly IBrokerageConnection _connection;

    public SchwabFitTests()
    {
        _schwab = new PlayedSchwab(_clock);
        _adapter = new SchwabAdapter(_schwab, _clock);
        _connection = _adapter.Create(Context(allowLive: true));
    }

    [Fact]
    public async Task A_201_without_location_is_placed_with_no_id_and_found_by_what_was_there_before()
    {
        _schwab.SendsLocation = false;
        await PlaceAsync(Buy(10, 20m));
        var prepared = await Trading.PrepareAsync(Buy(10, 20m), false, Stop);
        Assert.Null(prepared.WireId);
        var placed = Assert.IsType<SubmitResult.Placed>(await Trading.SubmitAsync(prepared, Stop));
        Assert.Null(Assert.Single(placed.Orders).Order);
        Assert.Null(placed.Orders[0].Error);
        Assert.True(placed.VerdictPending);

        var stored = OrderCodec.Decode(OrderCodec.Encode(prepared));
        var found = Assert.IsType<Sighting.Found>(await Trading.FindAsync(stored, Stop));
        Assert.Equal("1009000000002", Assert.Single(found.Orders).Ref.Order.Value);
    }

    [Fact]
    public async Task A_rejection_comes_half_a_second_later_and_says_every_reason_once()
    {
        var id = await PlaceAsync(Buy(100, 20m));
        var order = await GetAsync(id);
        Assert.Equal(OrderState.Received, order.State.Value);
        Assert.Empty(order.Reasons);

        _clock.Advance(TimeSpan.FromMilliseconds(600));
        order = await GetAsync(id);
        Assert.Equal(OrderState.Rejected, order.State.Value);
        Assert.Equal([BrokerageErrorCode.InsufficientFunds, BrokerageErrorCode.AccountRestricted], order.Reasons.Select(reason => reason.Code));
        Assert.Equal(OrderState.Rejected, OrderLifecycle.Next(OrderState.Received, OrderCause.Rejected, FillProgress.None));
        Assert.NotNull(order.ClosedAt);
        var final = Assert.IsType<CancelResult.AlreadyFinal>(await Trading.CancelAsync(new OrderRef(Ref, id), Stop));
        Assert.Equal(OrderState.Rejected, final.Order.State.Value);
    }

    [Fact]
    public async Task A_replace_sends_the_whole_order_and_only_our_own_record_ties_the_two_together()
    {
        var first = await PlaceAsync(Buy(10, 20m));
        var change = OrderIntent.Modify(new OrderRef(Ref, first), new OrderChange(12, new PriceTerms.Limit(21m)));
        var prepared = await Trading.PrepareAsync(change, false, Stop);
        _schwab.LoseTheAnswerTo("PUT", "orders");
        Assert.IsType<SubmitResult.OutcomeUnknown>(await Trading.SubmitAsync(prepared, Stop));

        var found = Assert.IsType<Sighting.Found>(await Trading.FindAsync(prepared, Stop));
        var successor = Assert.Single(found.Orders);
        Assert.Equal(first, successor.Replaces);
        Assert.Equal(new OrderQuantity.Units(12), successor.Quantity);
        var old = await GetAsync(first);
        Assert.Equal(OrderState.Replaced, old.State.Value);
        Assert.Null(old.ReplacedBy);
    }

    [Fact]
    public async Task A_partly_filled_order_is_not_replaced_because_nobody_knows_what_the_quantity_would_mean()
    {
        var id = await PlaceAsync(Buy(10, 20m));
        _schwab.Fill(id.Value, 4, 19.9m);
        var change = OrderIntent.Modify(new OrderRef(Ref, id), new OrderChange(TotalQuantity: 8));
        var error = await Assert.ThrowsAsync<BrokerageException>(() => Trading.PrepareAsync(change, false, Stop));
        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, error.Error.Code);
        var order = await GetAsync(id);
        Assert.Equal(OrderState.PartiallyFilled, order.State.Value);
        Assert.Equal((4m, 19.9m), (order.Filled, order.AveragePrice));
        var execution = Assert.Single(order.Executions);
        Assert.Equal(("92000000000:1", false, 0), (execution.Id, execution.IsDerived, execution.LegIndex));
    }

    [Fact]
    public void Which_price_sets_off_a_stop_is_kept()
    {
        var trailing = SchwabOrderMapping.Order(Json.Read("""{"orderId":1,"orderStrategyType":"SINGLE","orderType":"TRAILING_STOP","stopPriceLinkBasis":"MARK","stopPriceLinkType":"PERCENT","stopPriceOffset":5,"orderLegCollection":[{"legId":1}]}""")!, Ref, _clock.GetUtcNow());
        Assert.Equal(new PriceTerms.Trailing(0.05m, true, null, TriggerBasis.Mark), trailing.Price);
        var stop = SchwabOrderMapping.Order(Json.Read("""{"orderId":1,"orderStrategyType":"SINGLE","orderType":"STOP_LIMIT","stopPriceLinkBasis":"BID","stopPrice":9,"price":8.5,"cancelTime":"2026-05-01T00:00:00+0000","duration":"GOOD_TILL_CANCEL","orderLegCollection":[{"legId":1}]}""")!, Ref, _clock.GetUtcNow());
        Assert.Equal(TriggerBasis.Bid, Assert.IsType<PriceTerms.StopLimit>(stop.Price).Basis);
        Assert.Equal(TimeInForce.GoodTill(new DateOnly(2026, 5, 1)), stop.TimeInForce);
        Assert.Equal(Side.Unknown, Assert.Single(stop.Legs).Leg.Side);
    }

    [Fact]
    public async Task A_lost_cancel_is_unknown_and_may_be_asked_again()
    {
        var id = await PlaceAsync(Buy(10, 20m));
        _schwab.LoseTheAnswerTo("DELETE", "orders");
        var unknown = Assert.IsType<CancelResult.OutcomeUnknown>(await Trading.CancelAsync(new OrderRef(Ref, id), Stop));
        Assert.Equal(Effect.Unknown, unknown.Cause.Effect);
        Assert.IsType<CancelResult.AlreadyFinal>(await Trading.CancelAsync(new OrderRef(Ref, id), Stop));
    }

    [Fact]
    public async Task A_bracket_is_a_tree_and_the_middle_of_it_has_no_legs()
    {
        var bracket = OrderPlan.Bracket(
            Spec(Side.Buy, 10, new PriceTerms.Limit(20m)), Spec(Side.Sell, 10, new PriceTerms.Limit(25m)), Spec(Side.Sell, 10, new PriceTerms.Stop(18m)));
        var id = await PlaceAsync(OrderIntent.Place(Ref, bracket));
        var entry = await GetAsync(id);
        Assert.Equal((OrderShape.OneTriggers, OrderRole.Entry), (entry.Shape.Value, entry.Role));
        var either = Assert.Single(entry.Children);
        Assert.Equal(OrderShape.OneCancels, either.Shape.Value);
        Assert.Empty(either.Legs);
        Assert.Null(either.Price);
        Assert.Null(either.TimeInForce);
        Assert.Null(either.Quantity);
        Assert.Equal(id, either.Parent);
        Assert.Equal([OrderRole.TakeProfit, OrderRole.StopLoss], either.Children.Select(child => child.Role));
        Assert.All(either.Children, child => Assert.Equal(OrderState.Held, child.State.Value));
        Assert.Equal(new PriceTerms.Stop(18m), either.Children[1].Price);
    }

    [Fact]
    public async Task A_lone_one_cancels_other_has_a_parent_without_legs_and_two_working_sides()
    {
        var plan = new OrderPlan.OneCancels([new OrderPlan.Single(Spec(Side.Sell, 5, new PriceTerms.Limit(25m))), new OrderPlan.Single(Spec(Side.Sell, 5, new PriceTerms.Stop(18m)))]);
        var id = await PlaceAsync(OrderIntent.Place(Ref, plan));
        var open = await Trading.GetOpenOrdersAsync(Account, Stop);
        Assert.True(open.IsComplete);
        var parent = Assert.Single(open.Items);
        Assert.Equal(id, parent.Ref.Order);
        Assert.Empty(parent.Legs);
        Assert.All(parent.Children, child => Assert.Equal(OrderState.Working, child.State.Value));
    }

    [Fact]
    public async Task A_credit_is_negative_whatever_the_broker_calls_it()
    {
        var spread = Spec(Side.Sell, 1, new PriceTerms.Limit(-1.2m)) with
        {
            Legs =
            [
                new OrderLeg(Instrument.Parse("ACME  261218P00045000"), Side.Sell, PositionEffect.Open),
                new OrderLeg(Instrument.Parse("ACME  261218P00040000"), Side.Buy, PositionEffect.Open, 2),
            ],
        };
        var id = await PlaceAsync(OrderIntent.Place(Ref, spread));
        Assert.Contains("NET_CREDIT", _schwab.Requests.Last(request => request.Method == "POST").Body, StringComparison.Ordinal);
        var order = await GetAsync(id);
        Assert.Equal(new PriceTerms.Limit(-1.2m), order.Price);
        Assert.Equal(OrderShape.MultiLeg, order.Shape.Value);
        Assert.Equal([1, 2], order.Legs.Select(leg => leg.Leg.Ratio));
    }

    [Fact]
    public async Task Writing_to_a_live_account_needs_the_switch()
    {
        await using var guarded = _adapter.Create(Context(allowLive: false));
        var prepared = await guarded.Trading!.PrepareAsync(Buy(1, 20m), false, Stop);
        var rejected = Assert.IsType<SubmitResult.Rejected>(await guarded.Trading.SubmitAsync(prepared, Stop));
        Assert.Equal(BrokerageErrorCode.LiveTradingNotAllowed, rejected.Error.Code);
        Assert.Equal(0, _schwab.Count("POST", "orders"));
    }

    [Fact]
    public async Task Refreshing_moves_the_short_clock_and_never_the_long_one()
    {
        var step = Assert.IsType<SignInStep.Redirect>(await _adapter.Authorizer.BeginAsync(
            new SignInRequest { Environment = SchwabAdapter.Live, Application = "our-app", State = "state-7", RedirectTo = new Uri("https://127.0.0.1/cb") }, Stop));
        Assert.Equal(SignInCorrelation.State, step.Correlation);
        var callback = new Uri("https://127.0.0.1/cb?code=C0.abc.def%40&session=1f&state=state-7");
        Assert.Equal(step.Ticket.Key, _adapter.Authorizer.ReadCallback(callback).Key);
        var secrets = Assert.IsType<SignInResult.SignedIn>(await _adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Callback(callback), Stop)).Secrets;
        Assert.EndsWith("code=C0.abc.def%40", _schwab.Requests[^1].Body, StringComparison.Ordinal);
        Assert.Equal(["api"], secrets.Scopes);

        _clock.Advance(TimeSpan.FromDays(6));
        var renewed = Assert.IsType<RefreshResult.Renewed>(await _adapter.Authorizer.RefreshAsync(SchwabAdapter.Live, "app", secrets, Stop)).Secrets;
        Assert.Equal(secrets.LoggedInAt, renewed.LoggedInAt);
        Assert.Equal(secrets.LoginEndsAt, renewed.LoginEndsAt);
        Assert.Equal(_clock.GetUtcNow(), renewed.IssuedAt);
        Assert.Equal(_clock.GetUtcNow().AddMinutes(30), renewed.AccessEndsAt);
        Assert.Equal(_clock.GetUtcNow().AddMinutes(25), _adapter.Authorizer.LifeOf(renewed).RenewBy);
        Assert.Equal(RevokeResult.LocalOnly, await _adapter.Authorizer.RevokeAsync(SchwabAdapter.Live, "app", renewed, Stop));

        _schwab.LoseTheAnswerTo("POST", "token");
        Assert.IsType<RefreshResult.OutcomeUnknown>(await _adapter.Authorizer.RefreshAsync(SchwabAdapter.Live, "app", renewed, Stop));
    }

    [Fact]
    public async Task Positions_are_signed_and_their_price_is_what_the_value_implies()
    {
        var positions = await _connection.Accounts.GetPositionsAsync(Account, Stop);
        Assert.False(positions.IsComplete);
        Assert.Equal("HALF", Assert.Single(positions.Failures).Item);
        var put = positions.Items[0];
        Assert.Equal((-2m, 100m, 3.15m, 2.9m, -580m), (put.Quantity, put.Multiplier, put.AverageCost, put.Price, put.MarketValue));
        Assert.Equal(new Instrument.Equity("ACME"), put.Info!.Underlying);
        Assert.Equal("ACME CORP 12/18/2026 $45 Put", put.Info.Description);
        var fund = positions.Items[1];
        Assert.True(fund.Info!.IsEtf);
        Assert.Equal(new Instrument.Equity("WIDE"), fund.Instrument);
        var adjusted = positions.Items[2];
        Assert.Null(adjusted.Multiplier);
        Assert.Null(adjusted.Price);
    }

    [Fact]
    public async Task Balance_and_account_say_what_is_owed_and_what_is_barred()
    {
        var account = Assert.Single((await _connection.Accounts.GetAccountsAsync(Stop)).Items);
        Assert.Equal(Account, account.Ref.Account);
        Assert.Equal(AccountStatus.ClosingOnly, account.Status.Value);
        Assert.Equal(2, account.DayTrades);
        Assert.NotNull(account.MergeKey);
        var balance = await _connection.Accounts.GetBalanceAsync(Account, Stop);
        Assert.Equal((20m, 15m, 700m), (balance.MarginDebit, balance.MarginCall, balance.MaintenanceMargin));
        Assert.Equal(-129.85m, balance.MarketValue);
        Assert.Equal(1370.65m, balance.NetLiquidation);
        Assert.Null(balance.Withdrawable);
    }

    [Fact]
    public async Task A_trade_is_signed_as_position_and_cash_move_with_its_fees_beside()
    {
        var page = await _connection.Accounts.GetTransactionsAsync(new HistoryQuery(Account, _clock.GetUtcNow().AddYears(-3), _clock.GetUtcNow()), Stop);
        Assert.Equal(_clock.GetUtcNow().AddYears(-1), page.OldestAvailable);
        Assert.Null(page.Next);
        var trade = Assert.Single(page.Items);
        Assert.Equal(TransactionKind.Trade, trade.Kind.Value);
        Assert.Equal((-1m, 3.15m), (trade.Quantity, trade.Price));
        Assert.Equal(Money.Usd(314.3m), trade.Net);
        Assert.Equal(0.7m, trade.Fees.Sum(fee => fee.Amount.Amount));
        Assert.Equal("1008", trade.Order?.Value);
        Assert.False(trade.IdIsDerived);
    }

    [Theory]
    [InlineData("FUTURE", "/ESZ26:XCME", "future:ES@XCME:2026-12", AssetClass.Future)]
    [InlineData("OPTION", "/ESZ26_P5050:XCME", "futureoption:ES@XCME:2026-12:P5050:2026-11-20", AssetClass.FutureOption)]
    [InlineData("FUTURE", "/ES", "other:schwab:%2FES:FUTURE", AssetClass.Unknown)]
    [InlineData("FOREX", "EUR/USD", "forex:EUR/USD", AssetClass.Forex)]
    [InlineData("MUTUAL_FUND", "WIDEX", "fund:WIDEX", AssetClass.Fund)]
    [InlineData("INDEX", "$SPX", "index:SPX", AssetClass.Index)]
    [InlineData("FIXED_INCOME", "912810TV0", "bond:912810TV0", AssetClass.Bond)]
    [InlineData("PRODUCT", "thing one", "other:schwab:thing%20one:PRODUCT", AssetClass.Unknown)]
    public void Whatever_an_account_holds_has_a_name_of_its_class(string kind, string symbol, string text, AssetClass asset)
    {
        var instrument = SchwabInstruments.Of(Json.Read($$"""{"assetType":"{{kind}}","symbol":"{{symbol}}","expirationDate":"2026-11-20T05:00:00+0000"}"""));
        Assert.Equal(text, instrument.ToString());
        Assert.Equal(asset, instrument.AssetClass);
        Assert.Equal(instrument, Instrument.Parse(text));
        var members = instrument switch
        {
            Instrument.Future future => $"{future.Root} {future.Year} {future.Month} {future.Market}",
            Instrument.FutureOption option => $"{option.Underlying.Root} {option.Strike} {option.IsCall} {option.Expires:O}",
            Instrument.Forex pair => $"{pair.Base} {pair.Quote}",
            Instrument.Fund fund => fund.Symbol,
            Instrument.Index index => index.Symbol,
            Instrument.Bond bond => bond.Identifier,
            Instrument.Unclassified other => $"{other.Broker} {other.Key} {other.Kind}",
            _ => "",
        };
        Assert.NotEqual("", members);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AccountRef Ref => new(Login, SchwabAdapter.Broker, Account);

    private ITrading Trading => _connection.Trading!;

    private BrokerageConnectionContext Context(bool allowLive) => new()
    {
        Connection = Login,
        Environment = SchwabAdapter.Live,
        Application = "our-app",
        Secrets = Kit.Secrets.Of(SchwabAdapter.Broker, "schwab.oauth2", _clock.GetUtcNow(), ("accessToken", "A1"), ("refreshToken", "R1")),
        AllowLiveOrders = allowLive,
    };

    private static OrderSpec Spec(Side side, decimal quantity, PriceTerms price) => OrderSpec.One(new Instrument.Equity("ACME"), side, quantity, price);

    private static OrderIntent.New Buy(decimal quantity, decimal limit) =>
        OrderIntent.Place(Ref, OrderSpec.Limit(new Instrument.Equity("ACME"), Side.Buy, quantity, limit));

    private async Task<OrderId> PlaceAsync(OrderIntent intent)
    {
        var placed = Assert.IsType<SubmitResult.Placed>(await Trading.PlaceAsync(intent, Stop));
        return placed.Orders[0].Order ?? OrderId.Parse("unknown");
    }

    private Task<Order> GetAsync(OrderId id) => Trading.GetOrderAsync(new OrderRef(Ref, id), Stop);
}
