using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

public sealed class IbkrWebFitTests : IbkrScene
{
    [Fact]
    public async Task Half_a_bracket_is_placed_with_an_error_in_its_row()
    {
        await using var connection = await ConnectAsync();
        Broker.RefusesStops = true;
        var bracket = OrderPlan.Bracket(Spec(Receipt, Side.Buy, new PriceTerms.Limit(200m)), Spec(Receipt, Side.Sell, new PriceTerms.Limit(220m)), Spec(Receipt, Side.Sell, new PriceTerms.Stop(190m)));
        var placed = Assert.IsType<SubmitResult.Placed>(await connection.Trading!.PlaceAsync(OrderIntent.Place(Ref, bracket), Stop));
        Assert.Equal([OrderRole.Entry, OrderRole.TakeProfit, OrderRole.StopLoss], placed.Orders.Select(row => row.Role));
        Assert.NotNull(placed.Orders[0].Order);
        Assert.NotNull(placed.Orders[1].Order);
        Assert.Null(placed.Orders[2].Order);
        Assert.Equal(BrokerageErrorCode.OrderRejected, placed.Orders[2].Error?.Code);
    }

    [Fact]
    public async Task The_listing_in_Frankfurt_is_not_the_receipt_in_New_York()
    {
        await using var connection = await ConnectAsync();
        var positions = await connection.Accounts.GetPositionsAsync(Account, Stop);
        Assert.True(positions.IsComplete);
        Assert.Equal([Receipt, Frankfurt], positions.Items.Take(2).Select(position => position.Instrument));
        Assert.Equal(["USD", "EUR"], positions.Items.Take(2).Select(position => position.Currency.Code));
        Assert.Equal("SAP@XETR", positions.Items[1].Instrument.ToString());

        var placed = Assert.IsType<SubmitResult.Placed>(await connection.Trading!.PlaceAsync(Buy(Frankfurt), Stop));
        Assert.Contains("14204", Broker.Requests.Last(request => request.Method == "POST").Body, StringComparison.Ordinal);
        var order = await connection.Trading!.GetOrderAsync(new OrderRef(Ref, placed.Orders[0].Order!.Value), Stop);
        Assert.Equal(Frankfurt, order.Legs[0].Leg.Instrument);
        Assert.Equal(Currency.Eur, order.Currency);
        Assert.Equal(PositionEffect.Unspecified, order.Legs[0].Leg.Effect);
    }

    [Fact]
    public async Task A_symbol_that_names_several_contracts_or_none_is_refused_before_anything_is_sent()
    {
        await using var connection = await ConnectAsync();
        Assert.Equal(BrokerageErrorCode.SymbolAmbiguous, (await PrepareErrorAsync(connection, new Instrument.Equity("TWIN"))).Code);
        Assert.Equal(BrokerageErrorCode.SymbolNotFound, (await PrepareErrorAsync(connection, new Instrument.Equity("SAP", "XLON"))).Code);
        // What we could not name can still be sold: by its number.
        var prepared = await connection.Trading!.PrepareAsync(Buy(new Instrument.Unclassified(IbkrWebAdapter.Broker, "80022", "WAR")), false, Stop);
        Assert.Contains("80022", prepared.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Positions_without_names_are_incomplete_and_never_another_markets_share()
    {
        Broker.IsEnriched = false;
        await using var connection = await ConnectAsync();
        var sparse = await connection.Accounts.GetPositionsAsync(Account, Stop);
        Assert.False(sparse.IsComplete);
        Assert.Equal(["14203", "14204"], sparse.Failures.Select(failure => failure.Item));
        Assert.All(sparse.Failures, failure => Assert.True(failure.Error.IsTransient));
        Assert.All(sparse.Items, position => Assert.IsType<Instrument.Unclassified>(position.Instrument));
        Assert.Equal(-3m, sparse.Items[1].Quantity);
        Broker.IsEnriched = true;
        Assert.True((await connection.Accounts.GetPositionsAsync(Account, Stop)).IsComplete);
    }

    [Fact]
    public async Task Cost_is_without_the_multiplier_and_the_unknown_keeps_its_number()
    {
        await using var connection = await ConnectAsync();
        var positions = (await connection.Accounts.GetPositionsAsync(Account, Stop)).Items;
        var call = positions[2];
        Assert.Equal(new Instrument.Option("SAP", new DateOnly(2026, 12, 18), 200m, true), call.Instrument);
        Assert.Equal((10m, 100m, 2500m), (call.AverageCost, call.Multiplier, call.MarketValue));
        Assert.Equal(new Instrument.Unclassified(IbkrWebAdapter.Broker, "80022", "WAR"), positions[3].Instrument);
        Assert.Null(positions[3].Multiplier);
    }

    [Fact]
    public async Task The_ledger_has_a_row_per_currency_with_its_rate()
    {
        await using var connection = await ConnectAsync();
        var balance = await connection.Accounts.GetBalanceAsync(Account, Stop);
        Assert.Equal(Currency.Eur, balance.Currency);
        Assert.Equal((-250m, 250m, 20500.5m), (balance.Cash, balance.MarginDebit, balance.NetLiquidation));
        Assert.Equal((800m, (decimal?)null), (balance.InitialMargin, balance.MaintenanceMargin));
        Assert.Equal(["EUR", "USD"], balance.ByCurrency.Select(row => row.Currency.Code));
        var dollars = balance.ByCurrency[1];
        Assert.Equal((1050m, 900m, 3505.5m, 0.92m), (dollars.Cash, dollars.SettledCash, dollars.MarketValue, dollars.RateToBase));
        Assert.Equal(24.9m, balance.TotalProfit);
        Assert.NotNull(balance.AsOf.BrokerTime);
    }

    [Fact]
    public async Task A_preview_may_be_a_range()
    {
        await using var connection = await ConnectAsync();
        var preview = await connection.Trading!.PreviewAsync(Buy(Frankfurt), Stop);
        Assert.Equal(new MoneyRange(new Money(1.29m, Currency.Eur), new Money(1.5m, Currency.Eur)), preview!.Commission);
        Assert.Equal(1150m, preview.InitialMarginChange);
        Assert.Equal(Support.Native, preview.Source);
        var notice = Assert.Single(preview.Notices);
        Assert.Equal((NoticeSeverity.Warning, "The price is far from the market."), (notice.Severity, notice.Text));
    }

    [Fact]
    public async Task Futures_need_who_enters_them_and_an_extra_that_nobody_knows_is_refused()
    {
        await using var connection = await ConnectAsync();
        Assert.Equal(["ibkr.extOperator"], connection.Features.Extras.Select(extra => extra.Key));
        var future = Spec(new Instrument.Future("ES", 2026, 12, "XCME"), Side.Buy, new PriceTerms.Limit(5000m));
        var missing = await Assert.ThrowsAsync<BrokerageException>(() => connection.Trading!.PrepareAsync(OrderIntent.Place(Ref, future), false, Stop));
        Assert.Contains("ibkr.extOperator", missing.Error.Field, StringComparison.Ordinal);
        var unknown = future with { Extras = new Dictionary<string, string>(StringComparer.Ordinal) { ["ibkr.extOperator"] = "me", ["ibkr.typo"] = "1" } };
        await Assert.ThrowsAsync<BrokerageException>(() => connection.Trading!.PrepareAsync(OrderIntent.Place(Ref, unknown), false, Stop));
        var known = future with { Extras = new Dictionary<string, string>(StringComparer.Ordinal) { ["ibkr.extOperator"] = "me" } };
        Assert.IsType<SubmitResult.Placed>(await connection.Trading!.PlaceAsync(OrderIntent.Place(Ref, known), Stop));
        var ticket = Json.Read(Broker.Requests.Last(request => request.Method == "POST").Body).List("orders").First();
        Assert.Equal(("me", 495011L), (ticket.Text("extOperator"), ticket.Integer("conid")));
    }

    [Fact]
    public async Task Nobodys_session_is_taken_unless_the_context_says_so()
    {
        Broker.IsCompeting = true;
        await using var polite = Adapter.Create(Context(SessionTakeover.Never));
        var status = await polite.ConnectAsync(Stop);
        Assert.Equal(ConnectionState.Competing, status.State);
        Assert.Equal(RecoveryAction.TakeOverSession, status.Problem?.Recovery);
        Assert.Null(status.CallConnectBy);
        await using var rude = Adapter.Create(Context(SessionTakeover.Always));
        status = await rude.ConnectAsync(Stop);
        Assert.Equal(ConnectionState.Active, status.State);
        Assert.Equal(Clock.GetUtcNow().AddSeconds(55), status.CallConnectBy);
        await rude.DisconnectAsync(false, Stop);
        Assert.Equal(0, Broker.Count("POST", "/logout"));
        await rude.DisconnectAsync(true, Stop);
        Assert.Equal(1, Broker.Count("POST", "/logout"));
    }

    [Fact]
    public async Task A_live_login_behind_the_paper_address_places_nothing()
    {
        Broker.IsPaper = false;
        await using var connection = Adapter.Create(Context(SessionTakeover.Never));
        var status = await connection.ConnectAsync(Stop);
        Assert.Equal((ConnectionState.Error, false), (status.State, status.EnvironmentVerified));
        Assert.Equal(BrokerageErrorCode.EnvironmentMismatch, status.Problem?.Code);
        var prepared = await connection.Trading!.PrepareAsync(Buy(Receipt), false, Stop);
        Assert.IsType<SubmitResult.Rejected>(await connection.Trading.SubmitAsync(prepared, Stop));
        Assert.Equal(0, Broker.Count("POST", "/orders"));
    }

    [Fact]
    public async Task The_stream_sends_deltas_and_the_reader_gets_whole_orders_and_corrections()
    {
        await using var connection = await ConnectAsync();
        Broker.Push("""{"topic":"sor","args":[{"acct":"DU7700123","orderId":60001,"conid":14203,"ticker":"SAP","secType":"STK","listingExchange":"NYSE","side":"BUY","status":"Submitted","totalSize":10.0,"remainingQuantity":10.0,"filledQuantity":0.0,"origOrderType":"LIMIT","price":"200.00","timeInForce":"DAY"}]}""");
        Broker.Push("""{"topic":"sor","args":[{"acct":"DU7700123","conid":14203,"orderId":60001,"isEventTrading":"0"}]}""");
        Broker.Push("""{"topic":"str","args":[{"execution_id":"0000aa.bb.01.01","order_id":60001,"size":4.0,"price":"199.50","commission":"0.35"}]}""");
        Broker.Push("""{"topic":"sor","args":[{"acct":"DU7700123","orderId":60001,"filledQuantity":4.0,"remainingQuantity":6.0,"avgPrice":"199.50"}]}""");
        Broker.Push("""{"topic":"str","args":[{"execution_id":"0000aa.bb.01.02","order_id":60001,"size":4.0,"price":"199.40"}]}""");
        var items = new List<StreamItem<OrderEvent>>();
        await foreach (var item in connection.Streaming!.OrdersAsync(Account, null, Stop)) items.Add(item);

        Assert.Equal([StreamSignal.Resynced, StreamSignal.Live], items.Take(2).Select(item => item.Signal));
        var events = items.Skip(2).Select(item => item.Value!).ToList();
        Assert.Equal([OrderCause.Seen, OrderCause.Fill, OrderCause.Seen, OrderCause.FillCorrected], events.Select(item => item.Cause));
        Assert.Equal([1L, 2L, 3L, 4L], events.Select(item => item.Sequence));
        Assert.Equal(OrderState.PartiallyFilled, events[2].Order.State.Value);
        Assert.Equal(new PriceTerms.Limit(200m), events[2].Order.Price);
        Assert.Equal("0000aa.bb.01.01", events[3].Execution!.Corrects);
        Assert.Equal(199.4m, Assert.Single(events[3].Order.Executions).Price);
        Assert.Equal(Money.Usd(0.35m), events[1].Execution!.Commission);
        Assert.DoesNotContain(items, item => item.IsPolled);
    }

    [Fact]
    public async Task A_tick_holds_what_changed_and_null_for_the_rest()
    {
        await using var connection = await ConnectAsync();
        Broker.Push("""{"topic":"smd+14204","conid":14204,"_updated":1773945000000,"84":"180.10","86":"180.20","85":"300","88":"100"}""");
        Broker.Push("""{"topic":"smd+999","31":"1"}""");
        Broker.Push("""{"topic":"smd+14204","31":"180.15"}""");
        var items = new List<StreamItem<QuoteTick>>();
        await foreach (var item in connection.Streaming!.QuotesAsync([Frankfurt], Stop)) items.Add(item);
        Assert.Equal([StreamSignal.Connecting, StreamSignal.Live, StreamSignal.Data, StreamSignal.Data], items.Select(item => item.Signal));
        var (first, second) = (items[2].Value, items[3].Value);
        Assert.Same(Frankfurt, first.Instrument);
        Assert.Equal((180.1m, 180.2m, 100m, 300m, (decimal?)null), (first.Bid, first.Ask, first.BidSize, first.AskSize, first.Last));
        Assert.Equal((null, 180.15m, Clock.GetUtcNow()), (second.Bid, second.Last, second.Time));
    }

    [Fact]
    public async Task Cancelling_what_is_not_there_is_refused_and_nothing_is_found_before_its_time()
    {
        await using var connection = await ConnectAsync();
        var refused = Assert.IsType<CancelResult.Refused>(await connection.Trading!.CancelAsync(new OrderRef(Ref, OrderId.Parse("1")), Stop));
        Assert.Equal((BrokerageErrorCode.OrderNotFound, "OrderID 1 doesn't exist"), (refused.Error.Code, refused.Error.BrokerText));
        var prepared = await connection.Trading.PrepareAsync(Buy(Receipt), false, Stop);
        Assert.Equal(TimeSpan.FromSeconds(5), Assert.IsType<Sighting.NotSeen>(await connection.Trading.FindAsync(prepared, Stop)).VisibilityDelay);
    }

    [Fact]
    public async Task A_stream_throws_only_when_a_person_is_needed()
    {
        await using var connection = await ConnectAsync();
        Broker.Push("""{"topic":"system","hb":1773945000000}""");
        Broker.Push("""{"topic":"sts","args":{"authenticated":false}}""");
        var signals = new List<StreamItem<OrderEvent>>();
        var error = await Assert.ThrowsAsync<BrokerageException>(async () =>
        {
            await foreach (var item in connection.Streaming!.OrdersAsync(Account, null, Stop)) signals.Add(item);
        });
        Assert.Equal(BrokerageErrorCode.AuthExpired, error.Error.Code);
        Assert.Equal(StreamSignal.Gap, signals[^1].Signal);
        Assert.Equal((Clock.GetUtcNow(), Clock.GetUtcNow()), (signals[^1].GapFrom, signals[^1].GapTo));
    }

    [Fact]
    public async Task The_gateway_is_logged_in_elsewhere_and_holds_no_secret_of_ours()
    {
        Broker.IsLoggedIn = false;
        var step = Assert.IsType<SignInStep.SignInElsewhere>(await Adapter.Authorizer.BeginAsync(Request("gateway"), Stop));
        Assert.Equal(new Uri("https://localhost:5000/"), step.Address);
        var pending = Assert.IsType<SignInResult.Pending>(await Adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Poll(), Stop));
        Assert.Equal(step.PollEvery, pending.TryAgainIn);
        Broker.IsLoggedIn = true;
        var secrets = Assert.IsType<SignInResult.SignedIn>(await Adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Poll(), Stop)).Secrets;
        Assert.Empty(secrets.Values);
        Assert.Equal(Renewal.None, Adapter.Authorizer.LifeOf(secrets).Renewal);
        Assert.IsType<RefreshResult.NothingToDo>(await Adapter.Authorizer.RefreshAsync(IbkrWebAdapter.Paper, "app", secrets, Stop));
        Assert.NotNull(Adapter.Authorizer.ReadCallback(new Uri("https://app.example/cb")).Refusal);
    }

    [Fact]
    public async Task Own_keys_open_a_session_again_and_again()
    {
        var step = Assert.IsType<SignInStep.EnterKeys>(await Adapter.Authorizer.BeginAsync(Request("first-party"), Stop));
        Assert.Contains("dhPrime", step.Names);
        var entered = step.Names.ToDictionary(name => name, name => new Secret(name + "!"), StringComparer.Ordinal);
        var secrets = Assert.IsType<SignInResult.SignedIn>(await Adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Keys(entered), Stop)).Secrets;
        Assert.Equal(Renewal.OpenSession, Adapter.Authorizer.LifeOf(secrets).Renewal);
        var renewed = Assert.IsType<RefreshResult.Renewed>(await Adapter.Authorizer.RefreshAsync(IbkrWebAdapter.Paper, "app", secrets, Stop)).Secrets;
        Assert.Equal("a1b2", renewed.Require("sessionToken", IbkrWebAdapter.Broker).Reveal());
        var kept = SecretCodec.Decode(SecretCodec.Encode(renewed));
        Assert.Equal("consumerKey!", kept.Values["consumerKey"].Reveal());
        Assert.Equal(Clock.GetUtcNow().AddHours(24), kept.AccessEndsAt);
    }
}
