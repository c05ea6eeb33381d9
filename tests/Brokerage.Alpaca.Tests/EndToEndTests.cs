using Brokerage.Simulator;

namespace Brokerage.Alpaca.Tests;

/// <summary>Over a real wire against a simulated Alpaca: what is said is what the exchange behind it says.</summary>
public sealed class EndToEndTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_read_is_what_the_exchange_holds()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();

        var balance = await house.Connection.Accounts.GetBalanceAsync(account.Account, Token);
        var positions = await house.Connection.Accounts.GetPositionsAsync(account.Account, Token);
        var quotes = await house.Connection.MarketData!.GetQuotesAsync([Sample.BrkB], Token);

        var truth = house.Alpaca.Exchange.GetBalance(house.Alpaca.Account);
        Assert.Equal((truth.Cash, truth.Equity, truth.BuyingPower), (balance.Cash, balance.NetLiquidation, balance.BuyingPower));
        var held = Assert.Single(house.Alpaca.Exchange.GetPositions(house.Alpaca.Account));
        var position = Assert.Single(positions.Items);
        Assert.Equal((held.Instrument, held.Quantity, 402.50m), (position.Instrument, position.Quantity, position.AverageCost));
        var market = house.Alpaca.Exchange.GetQuote(Sample.BrkB);
        var quote = Assert.Single(quotes.Items);
        Assert.Equal((market.Bid, market.Ask), (quote.Bid, quote.Ask));
    }

    [Fact]
    public async Task A_limit_order_rests_is_listed_and_is_cancelled()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        var price = decimal.Round(house.Alpaca.Exchange.GetQuote(Sample.BrkB).Bid!.Value * 0.8m, 2);

        var placed = Assert.IsType<SubmitResult.Placed>(await house.Trading.PlaceAsync(OrderIntent.Place(account, Sample.Limit(units: 2m, price: price)), Token));
        var order = placed.Snapshot!.Ref;
        var open = await house.Trading.GetOpenOrdersAsync(account.Account, Token);
        var cancelled = await house.Trading.CancelAsync(order, Token);
        var after = await house.Trading.GetOrderAsync(order, Token);
        var again = await house.Trading.CancelAsync(order, Token);

        Assert.Equal(order.Order, Assert.Single(open.Items).Ref.Order);
        Assert.Equal(placed.Snapshot.ClientOrderId, open.Items[0].ClientOrderId);
        Assert.IsType<CancelResult.Requested>(cancelled);
        Assert.Equal(OrderState.Cancelled, after.State.Value);
        Assert.IsType<CancelResult.AlreadyFinal>(again);
    }

    [Fact]
    public async Task A_market_order_fills_and_moves_holding_cash_and_history()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();

        var placed = Assert.IsType<SubmitResult.Placed>(await house.Trading.PlaceAsync(OrderIntent.Place(account, OrderSpec.Market(Sample.BrkB, Side.Buy, 3m)), Token));
        var order = await house.Trading.GetOrderAsync(placed.Snapshot!.Ref, Token);
        var position = Assert.Single((await house.Connection.Accounts.GetPositionsAsync(account.Account, Token)).Items);
        var history = await house.Connection.Accounts.GetTransactionsAsync(
            new HistoryQuery(account.Account, house.Clock.GetUtcNow().AddDays(-1), house.Clock.GetUtcNow().AddDays(1)), Token);

        Assert.Equal((OrderState.Filled, 3m), (order.State.Value, order.Filled));
        Assert.Equal(15m, position.Quantity);
        var trade = history.Items.First(row => row.Kind.Value == TransactionKind.Trade);
        Assert.Equal((3m, order.AveragePrice, placed.Snapshot.Ref.Order), (trade.Quantity, trade.Price, trade.Order));
        var balance = await house.Connection.Accounts.GetBalanceAsync(account.Account, Token);
        Assert.Equal(house.Alpaca.Exchange.GetBalance(house.Alpaca.Account).Cash, balance.Cash);
    }

    [Fact]
    public async Task An_answer_that_is_lost_after_the_order_was_taken_is_resolved_to_the_one_order()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        house.Alpaca.Faults.Add(new FaultRule { Kind = FaultKind.DropAfter, Method = "POST", Path = "/v2/orders", Times = 1 });
        var prepared = await house.Trading.PrepareAsync(OrderIntent.Place(account, Sample.Limit(units: 1m, price: 300m)), cancellationToken: Token);

        var unknown = Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(prepared, Token));
        var found = Assert.IsType<Sighting.Found>(await house.Trading.FindAsync(unknown.Order, Token));

        Assert.Equal(prepared.Intent.ClientOrderId, Assert.Single(found.Orders).ClientOrderId);
        Assert.Single(house.Alpaca.Exchange.GetOrders(house.Alpaca.Account));
    }

    [Fact]
    public async Task A_request_that_is_lost_before_it_arrived_is_known_to_be_absent()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        house.Alpaca.Faults.Add(new FaultRule { Kind = FaultKind.DropBefore, Method = "POST", Path = "/v2/orders", Times = 1 });
        var prepared = await house.Trading.PrepareAsync(OrderIntent.Place(account, Sample.Limit(units: 1m, price: 300m)), cancellationToken: Token);

        Assert.IsType<SubmitResult.OutcomeUnknown>(await house.Trading.SubmitAsync(prepared, Token));
        var sighting = Assert.IsType<Sighting.NotSeen>(await house.Trading.FindAsync(prepared, Token));

        Assert.True(sighting.ProvesAbsence);
        Assert.Empty(house.Alpaca.Exchange.GetOrders(house.Alpaca.Account));
    }

    [Fact]
    public async Task The_same_preparation_sent_by_two_processes_is_one_order()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        var prepared = await house.Trading.PrepareAsync(OrderIntent.Place(account, Sample.Limit(units: 1m, price: 300m)), cancellationToken: Token);

        var first = Assert.IsType<SubmitResult.Placed>(await house.Trading.SubmitAsync(prepared, Token));
        var second = Assert.IsType<SubmitResult.Placed>(await house.Connect().Trading!.SubmitAsync(prepared, Token));

        Assert.Equal(first.Snapshot!.Ref.Order, second.Snapshot!.Ref.Order);
        Assert.Single(second.Notices);
        Assert.Single(house.Alpaca.Exchange.GetOrders(house.Alpaca.Account));
    }

    [Fact]
    public async Task A_replacement_takes_the_place_of_the_order_and_is_found_with_it()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        var placed = Assert.IsType<SubmitResult.Placed>(await house.Trading.PlaceAsync(OrderIntent.Place(account, Sample.Limit(units: 2m, price: 300m)), Token));
        var prepared = await house.Trading.PrepareAsync(
            OrderIntent.Modify(placed.Snapshot!.Ref, new OrderChange(TotalQuantity: 3m, Price: new PriceTerms.Limit(301m))), cancellationToken: Token);

        Assert.IsType<SubmitResult.Placed>(await house.Trading.SubmitAsync(prepared, Token));
        var found = Assert.IsType<Sighting.Found>(await house.Trading.FindAsync(prepared, Token));
        var open = Assert.Single((await house.Trading.GetOpenOrdersAsync(account.Account, Token)).Items);

        Assert.Equal((new PriceTerms.Limit(301m), new OrderQuantity.Units(3m)), (open.Price, open.Quantity));
        Assert.Equal([open.Ref.Order, placed.Snapshot.Ref.Order], found.Orders.Select(order => order.Ref.Order));
        Assert.Equal(OrderState.Replaced, found.Orders[1].State.Value);
    }

    [Fact]
    public async Task A_bracket_reads_back_as_what_it_is()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        var exit = OrderSpec.Limit(Sample.BrkB, Side.Sell, 2m, 900m);
        var plan = OrderPlan.Bracket(Sample.Limit(units: 2m, price: 300m), exit, exit with { Price = new PriceTerms.Stop(200m) });

        var placed = Assert.IsType<SubmitResult.Placed>(await house.Trading.PlaceAsync(OrderIntent.Place(account, plan), Token));
        var order = await house.Trading.GetOrderAsync(placed.Snapshot!.Ref, Token);

        Assert.Equal([OrderRole.Entry, OrderRole.TakeProfit, OrderRole.StopLoss], placed.Orders.Select(row => row.Role).Order());
        Assert.Equal(OrderShape.Bracket, order.Shape.Value);
        Assert.Equal([OrderRole.TakeProfit, OrderRole.StopLoss], order.Children.Select(child => child.Role).Order());
        Assert.All(order.Children, child => Assert.Equal(OrderState.Held, child.State.Value));
    }

    [Fact]
    public async Task Exits_whose_entry_is_filled_are_open_orders_with_their_roles()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        var exit = OrderSpec.Limit(Sample.BrkB, Side.Sell, 2m, 900m);
        var plan = OrderPlan.Bracket(OrderSpec.Market(Sample.BrkB, Side.Buy, 2m), exit, exit with { Price = new PriceTerms.Stop(200m) });
        var placed = Assert.IsType<SubmitResult.Placed>(await house.Trading.PlaceAsync(OrderIntent.Place(account, plan), Token));
        await house.Trading.PlaceAsync(OrderIntent.Place(account, Sample.Limit(units: 1m, price: 100m)), Token);

        var entry = await house.Trading.GetOrderAsync(placed.Snapshot!.Ref, Token);
        var open = await house.Trading.GetOpenOrdersAsync(account.Account, Token);

        Assert.Equal(OrderState.Filled, entry.State.Value);
        Assert.True(open.IsComplete);
        Assert.Equal([OrderRole.TakeProfit, OrderRole.StopLoss], open.Items.Where(order => order.Parent == entry.Ref.Order).Select(order => order.Role).Order());
        Assert.Equal(3, open.Items.Count);
    }

    [Fact]
    public async Task Exits_of_an_entry_that_was_replaced_are_open_orders_once()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        var exit = OrderSpec.Limit(Sample.BrkB, Side.Sell, 2m, 900m);
        var plan = OrderPlan.Bracket(Sample.Limit(units: 2m, price: 300m), exit, exit with { Price = new PriceTerms.Stop(200m) });
        var placed = Assert.IsType<SubmitResult.Placed>(await house.Trading.PlaceAsync(OrderIntent.Place(account, plan), Token));

        var entry = OrderIntent.Modify(placed.Snapshot!.Ref, new OrderChange(Price: new PriceTerms.Limit(700m)));
        Assert.IsType<SubmitResult.Placed>(await house.Trading.PlaceAsync(entry, Token));
        var open = await house.Trading.GetOpenOrdersAsync(account.Account, Token);

        Assert.Equal([OrderRole.TakeProfit, OrderRole.StopLoss], open.Items.Select(order => order.Role).Order());
    }

    [Fact]
    public async Task More_than_the_account_can_pay_is_rejected_and_proven()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();

        var rejected = Assert.IsType<SubmitResult.Rejected>(
            await house.Trading.PlaceAsync(OrderIntent.Place(account, OrderSpec.Market(Sample.BrkB, Side.Buy, 10_000_000m)), Token));

        Assert.Equal((BrokerageErrorCode.InsufficientFunds, Effect.None), (rejected.Error.Code, rejected.Error.Effect));
        Assert.Empty(house.Alpaca.Exchange.GetOrders(house.Alpaca.Account));
    }

    [Fact]
    public async Task A_read_survives_a_proxys_page_and_a_limit()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        house.Alpaca.Faults.Add(new FaultRule { Kind = FaultKind.HtmlBefore, Method = "GET", Path = "/v2/positions", Status = 502, Times = 1 });
        house.Alpaca.Faults.Add(new FaultRule { Kind = FaultKind.DropBefore, Method = "GET", Path = "/v2/positions", Times = 1 });

        var positions = await house.AdvanceAsync(house.Connection.Accounts.GetPositionsAsync(account.Account, Token));

        Assert.True(positions.IsComplete);
        Assert.Single(positions.Items);
    }

    [Fact]
    public async Task A_user_signs_in_and_the_token_trades_and_streams_until_it_is_withdrawn()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var redirect = new Uri(house.Alpaca.Credentials.OAuthRedirectUri.ToString());
        var step = Assert.IsType<SignInStep.Redirect>(await house.Adapter.Authorizer.BeginAsync(
            new SignInRequest { Environment = house.Environment, Application = "app", State = "0123456789abcdef0123456789abcdef", RedirectTo = redirect }, Token));

        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var page = await browser.GetAsync(step.Address, Token);
        var reply = house.Adapter.Authorizer.ReadCallback(page.Headers.Location!);
        var signedIn = Assert.IsType<SignInResult.SignedIn>(
            await house.Adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Callback(page.Headers.Location!), Token));
        await using var connection = house.Adapter.Create(new BrokerageConnectionContext
        {
            Connection = ConnectionId.Parse("user"),
            Environment = house.Environment,
            Application = "app",
            Secrets = new FixedSecretSource(AlpacaAdapter.BrokerId, signedIn.Secrets),
        });
        var account = (await connection.Accounts.GetAccountsAsync(Token)).Items[0].Ref;
        var placed = await connection.Trading!.PlaceAsync(OrderIntent.Place(account, Sample.Limit(units: 1m, price: 300m)), Token);
        await using var prices = connection.Streaming!.QuotesAsync([Sample.BrkB], Token).GetAsyncEnumerator(Token);
        while (await prices.MoveNextAsync() && prices.Current.Signal != StreamSignal.Live)
        {
            // Connecting.
        }

        house.Alpaca.RevokeTokens();
        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => connection.Accounts.GetBalanceAsync(account.Account, Token));

        Assert.Equal(step.Ticket.Key, reply.Key);
        Assert.Equal(account.Account.Value, signedIn.Secrets.Subject);
        Assert.IsType<SubmitResult.Placed>(placed);
        Assert.Equal(BrokerageErrorCode.AuthRevoked, thrown.Code);
    }

    [Fact]
    public async Task Wrong_keys_are_refused_as_such()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        using var adapter = new AlpacaAdapter(new AlpacaOptions { KeyId = "PKWRONG", SecretKey = new Secret("wrong"), Environment = house.Environment });
        await using var connection = adapter.Create();

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => connection.ConnectAsync(Token));

        Assert.Equal(BrokerageErrorCode.AuthRevoked, thrown.Code);
        Assert.Equal(ConnectionState.Revoked, (await connection.GetStatusAsync(Token)).State);
    }

    [Fact]
    public async Task Chains_bars_and_hours_come_over_the_wire()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var data = house.Connection.MarketData!;
        var apple = new Instrument.Equity("AAPL");

        var days = await data.GetExpirationsAsync(apple, Token);
        var chain = await data.GetOptionChainAsync(apple, days.Items[0], strikesAround: 3, Token);
        var hours = await data.GetHoursAsync("US", new DateOnly(2026, 11, 19), new DateOnly(2026, 11, 19), Token);
        var found = await data.FindInstrumentsAsync("BRK", AssetClass.Equity, Token);

        var contract = chain.Items.First(quote => quote.Quote.Ask is not null).Quote;
        var spec = OrderSpec.Limit(contract.Instrument, Side.Buy, 1m, contract.Ask!.Value) with { Legs = [new OrderLeg(contract.Instrument, Side.Buy, PositionEffect.Open)] };
        var bought = Assert.IsType<SubmitResult.Placed>(await house.Trading.PlaceAsync(OrderIntent.Place(await house.AccountAsync(), spec), Token));
        var filled = await house.Trading.GetOrderAsync(bought.Snapshot!.Ref, Token);
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        var now = house.Clock.GetUtcNow();
        var bars = await data.GetBarsAsync(contract.Instrument, TimeSpan.FromMinutes(1), now.AddMinutes(-5), now, cancellationToken: Token);

        Assert.Equal(OrderState.Filled, filled.State.Value);
        Assert.Contains(bars.Items, bar => bar.Low <= filled.AveragePrice && bar.High >= filled.AveragePrice && bar.Volume >= 1m);
        Assert.Empty(bars.Gaps);
        Assert.True(chain.Items.Count is > 0 and <= 12);
        Assert.All(chain.Items, quote => Assert.Equal(days.Items[0], ((Instrument.Option)quote.Quote.Instrument).Expires));
        Assert.Contains(hours.Items, session => session.Kind == Sessions.Regular);
        Assert.Contains(found.Items, info => info.Instrument == Sample.BrkB);
    }

    [Theory]
    [InlineData("403-covered-call", BrokerageErrorCode.InsufficientShares)]
    [InlineData("403-liquidation", BrokerageErrorCode.AccountRestricted)]
    [InlineData("403-day-trades", BrokerageErrorCode.AccountRestricted)]
    public async Task A_refusal_that_only_the_broker_could_decide_on_is_said_for_it(string fixture, BrokerageErrorCode code)
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        house.Alpaca.Faults.Add(new FaultRule { Kind = FaultKind.Refuse, Method = "POST", Path = "/v2/orders", Status = 403, Body = Fixture.Text("Errors/" + fixture), Times = 1 });

        var refused = Assert.IsType<SubmitResult.Rejected>(await house.Trading.PlaceAsync(OrderIntent.Place(account, Sample.Limit(units: 1m, price: 300m)), Token));

        Assert.Equal((code, Effect.None), (refused.Error.Code, refused.Error.Effect));
        Assert.Empty(house.Alpaca.Exchange.GetOrders(house.Alpaca.Account));
    }

    [Theory]
    [InlineData("done_for_day", OrderState.Suspended)]
    [InlineData("stopped", OrderState.Working)]
    [InlineData("accepted_for_bidding", OrderState.Received)]
    [InlineData("pending_review", OrderState.Received)]
    [InlineData("calculated", OrderState.Suspended)]
    public async Task A_status_that_the_exchange_has_no_state_for_is_said_for_it(string word, OrderState state)
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var placed = Assert.IsType<SubmitResult.Placed>(
            await house.Trading.PlaceAsync(OrderIntent.Place(await house.AccountAsync(), Sample.Limit(units: 1m, price: 300m)), Token));
        var order = placed.Snapshot!.Ref;
        var path = "/v2/orders/" + order.Order.Value;
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(house.Alpaca.Address, path));
        request.Headers.Add("APCA-API-KEY-ID", house.Alpaca.Credentials.KeyId);
        request.Headers.Add("APCA-API-SECRET-KEY", house.Alpaca.Credentials.SecretKey);
        using var answer = await client.SendAsync(request, Token);
        var body = (await answer.Content.ReadAsStringAsync(Token)).Replace("\"status\":\"new\"", $"\"status\":\"{word}\"", StringComparison.Ordinal);
        house.Alpaca.Faults.Add(new FaultRule { Kind = FaultKind.Replace, Method = "GET", Path = path, Status = 200, Body = body, Times = 1 });

        var said = await house.Trading.GetOrderAsync(order, Token);

        Assert.Equal(new Raw<OrderState>(state, word), said.State);
        Assert.Equal(OrderState.Working, (await house.Trading.GetOrderAsync(order, Token)).State.Value);
    }
}
