using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

public sealed class ETradeFitTests
{
    private static readonly AccountId Account = AccountId.Parse(PlayedETrade.Account);
    private readonly FakeClock _clock = FakeClock.Friday();
    private readonly PlayedETrade _etrade;
    private readonly ETradeAdapter _adapter;

    public ETradeFitTests()
    {
        _etrade = new PlayedETrade(_clock);
        _adapter = new ETradeAdapter(_etrade, _clock);
    }

    [Fact]
    public async Task A_person_types_the_verifier_because_no_callback_is_registered()
    {
        var step = Assert.IsType<SignInStep.EnterCode>(await BeginAsync(null));
        Assert.Contains("req%2Fuest%3D", step.Address.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("req/uest=", step.Ticket.Key);
        Assert.Equal(_clock.GetUtcNow().AddMinutes(5), step.Ticket.ExpiresAt);

        var refused = Assert.IsType<SignInResult.Refused>(await _adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Code(new Secret("WRONG")), Stop));
        Assert.Equal(BrokerageErrorCode.AuthExpired, refused.Error.Code);
        var signedIn = Assert.IsType<SignInResult.SignedIn>(await _adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Code(new Secret("K4P9Z")), Stop));
        Assert.Equal("acc+ess=", signedIn.Secrets.Values["token"].Reveal());
        Assert.Null(signedIn.Secrets.Subject);
        Assert.Empty(signedIn.Secrets.Scopes);
    }

    [Fact]
    public async Task A_registered_callback_brings_back_the_verifier_alone()
    {
        var step = Assert.IsType<SignInStep.Redirect>(await BeginAsync(new Uri("https://app.example/etrade")));
        Assert.Equal(SignInCorrelation.OwnSessionOnly, step.Correlation);
        var callback = new Uri("https://app.example/etrade?oauth_verifier=K4P9Z");
        var reply = _adapter.Authorizer.ReadCallback(callback);
        Assert.Null(reply.Key);
        Assert.Null(reply.Refusal);
        Assert.IsType<SignInResult.SignedIn>(await _adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Callback(callback), Stop));
        Assert.NotNull(_adapter.Authorizer.ReadCallback(new Uri("https://app.example/etrade")).Refusal);
    }

    [Theory]
    [InlineData("2026-03-20T18:30:00Z", "2026-03-21T04:00:00Z")] // summer time in New York
    [InlineData("2026-01-15T18:30:00Z", "2026-01-16T05:00:00Z")]
    [InlineData("2026-03-08T05:30:00Z", "2026-03-09T04:00:00Z")] // the day that has 23 hours
    public async Task The_login_ends_at_midnight_in_New_York(string loginAt, string endsAt)
    {
        _clock.MoveTo(Instant(loginAt));
        var secrets = await SignInAsync();
        var life = _adapter.Authorizer.LifeOf(secrets);
        Assert.Equal(Renewal.ExtendSameToken, life.Renewal);
        Assert.Equal(Instant(endsAt), life.PersonNeededBy);
        Assert.Equal(TimeSpan.FromHours(2), life.IdleLimit);
        Assert.Null(life.RenewBy);
    }

    [Fact]
    public async Task Waking_the_token_does_not_move_the_end_of_the_day()
    {
        var secrets = await SignInAsync();
        await using var connection = _adapter.Create(Context(secrets));
        Assert.Equal(ConnectionState.Active, (await connection.ConnectAsync(Stop)).State);
        _clock.Advance(TimeSpan.FromHours(3));
        var renewed = Assert.IsType<RefreshResult.Renewed>(await RefreshAsync(secrets));
        Assert.Equal(secrets.LoginEndsAt, renewed.Secrets.LoginEndsAt);

        _clock.MoveTo(secrets.LoginEndsAt!.Value);
        var status = await connection.ConnectAsync(Stop);
        Assert.Equal(ConnectionState.NeedsLogin, status.State);
        Assert.Equal(RecoveryAction.Reauthenticate, status.Problem?.Recovery);
        Assert.IsType<RefreshResult.LoginNeeded>(await RefreshAsync(secrets));
        var error = await Assert.ThrowsAsync<BrokerageException>(() => connection.Accounts.GetAccountsAsync(Stop));
        Assert.Equal(BrokerageErrorCode.AuthExpired, error.Error.Code);
    }

    [Fact]
    public async Task A_token_that_sleeps_is_woken_by_the_secrets_source_and_a_read_goes_on()
    {
        var source = new WakingSource(_adapter.Authorizer, await SignInAsync());
        await using var connection = _adapter.Create(Context((await source.GetAsync(Stop)).Secrets) with { Secrets = source });
        _etrade.IsAsleep = true;
        Assert.Single((await connection.Accounts.GetAccountsAsync(Stop)).Items);
        Assert.Equal([7L], source.Renewals);
        Assert.Equal(RevokeResult.AtBroker, await _adapter.Authorizer.RevokeAsync(ETradeAdapter.Sandbox, "app", (await source.GetAsync(Stop)).Secrets, Stop));
    }

    [Fact]
    public async Task A_lost_renewal_is_unknown_and_a_dead_login_says_why()
    {
        var secrets = await SignInAsync();
        _etrade.LoseTheAnswerTo("GET", "renew");
        var unknown = Assert.IsType<RefreshResult.OutcomeUnknown>(await RefreshAsync(secrets));
        Assert.Equal(Effect.Unknown, unknown.Error.Effect);
        _clock.Advance(TimeSpan.FromDays(1));
        var needed = Assert.IsType<RefreshResult.LoginNeeded>(await RefreshAsync(secrets));
        Assert.Equal((RecoveryAction.Reauthenticate, ETradeAdapter.Broker), (needed.Error.Recovery, needed.Error.Broker));
        Assert.Contains("token_rejected", needed.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_may_name_its_token_after_all()
    {
        var step = Assert.IsType<SignInStep.Redirect>(await BeginAsync(new Uri("https://app.example/etrade")));
        Assert.StartsWith("https://us.etrade.com/", step.Address.AbsoluteUri, StringComparison.Ordinal);
        Assert.NotEqual(SignInCorrelation.RequestToken, step.Correlation);
        Assert.Equal(step.Ticket.Key, _adapter.Authorizer.ReadCallback(new Uri("https://app.example/etrade?oauth_token=req%2Fuest%3D&oauth_verifier=K4P9Z")).Key);
    }

    [Fact]
    public void What_E_TRADE_calls_a_price_that_we_cannot_say_is_kept_in_its_words()
    {
        var order = ETradeOrderMapping.Order(Json.Read("""{"orderId":7,"orderType":"EQ","OrderDetail":[{"status":"OPEN","priceType":"HIDDEN_STOP","stopPrice":9,"orderTerm":"GOOD_TILL_DATE","Instrument":[{"Product":{"symbol":"ACME","securityType":"EQ"},"orderAction":"SELL","orderedQuantity":1,"estimatedFees":0.02}]}]}""")!, Ref, _clock.GetUtcNow());
        Assert.Equal("HIDDEN_STOP", Assert.IsType<PriceTerms.Other>(order.Price).Text);
        Assert.Equal((TimeInForceKind.GoodTillDate, (DateOnly?)null), (order.TimeInForce!.Kind, order.TimeInForce.Until));
        Assert.Equal("estimated fees", Assert.Single(order.Fees).Kind);
    }

    [Fact]
    public async Task An_order_is_previewed_then_placed_and_no_client_id_comes_back()
    {
        await using var connection = await ConnectAsync();
        var prepared = await connection.Trading!.PrepareAsync(Buy(10, 41.5m), withPreview: true, Stop);
        Assert.Equal(0, _etrade.Count("POST", "place"));
        Assert.Equal(20, prepared.WireId!.Length);
        Assert.Equal(_clock.GetUtcNow().AddMinutes(3), prepared.ExpiresAt);
        Assert.Equal(0.65m, prepared.Preview!.Commission!.Low.Amount);
        Assert.Equal(Money.Usd(1234.5m), prepared.Preview.EstimatedTotal);
        Assert.Equal(8765.4m, prepared.Preview.BuyingPowerAfter);
        Assert.Equal("1042", Assert.Single(prepared.Preview.Notices).Code);

        var placed = Assert.IsType<SubmitResult.Placed>(await connection.Trading.SubmitAsync(prepared, Stop));
        Assert.True(placed.VerdictPending);
        Assert.Equal("1027", Assert.Single(placed.Notices).Code);
        var order = await connection.Trading.GetOrderAsync(new OrderRef(prepared.Intent.Account, placed.Orders[0].Order!.Value), Stop);
        Assert.Null(order.ClientOrderId);
        Assert.Equal(OrderState.Working, order.State.Value);
        Assert.Equal(new PriceTerms.Limit(41.5m), order.Price);
    }

    [Fact]
    public async Task A_change_makes_a_new_order_that_names_the_old_one()
    {
        await using var connection = await ConnectAsync();
        var first = await PlaceAsync(connection, Buy(10, 41.5m));
        var change = OrderIntent.Modify(new OrderRef(Ref, first), new OrderChange(Price: new PriceTerms.Limit(42m)));
        var second = await PlaceAsync(connection, change);
        Assert.NotEqual(first, second);
        var (before, after) = (await GetAsync(connection, first), await GetAsync(connection, second));
        Assert.Equal(second, before.ReplacedBy);
        Assert.Equal(first, after.Replaces);
        Assert.Equal(new OrderQuantity.Units(10), after.Quantity);
        Assert.Equal(new PriceTerms.Limit(42m), after.Price);
    }

    [Fact]
    public async Task A_preview_that_grew_old_is_refused_and_prepared_again_under_another_wire_id()
    {
        await using var connection = await ConnectAsync();
        var intent = Buy(10, 41.5m);
        var old = await connection.Trading!.PrepareAsync(intent, cancellationToken: Stop);
        _clock.Advance(TimeSpan.FromMinutes(4));
        var rejected = Assert.IsType<SubmitResult.Rejected>(await connection.Trading.SubmitAsync(old, Stop));
        Assert.Equal(BrokerageErrorCode.PreparationExpired, rejected.Error.Code);
        Assert.Equal(RecoveryAction.PrepareAgain, rejected.Error.Recovery);
        Assert.Equal(0, _etrade.Count("POST", "place"));

        var again = await connection.Trading.PrepareAsync(intent, false, Stop);
        Assert.Equal(1, again.Attempt);
        Assert.NotEqual(old.WireId, again.WireId);
        await Assert.ThrowsAsync<ArgumentException>(() => connection.Trading.SubmitAsync(again, Stop));
        // Whoever has the proof that the first attempt left nothing numbers the next.
        Assert.IsType<SubmitResult.Placed>(await connection.Trading.SubmitAsync(again with { Attempt = old.Attempt + 1 }, Stop));
    }

    [Fact]
    public async Task A_lost_answer_is_found_by_what_was_listed_before_even_beside_a_twin()
    {
        await using var connection = await ConnectAsync();
        _etrade.EnterByHand("ACME", 10, 41.5m);
        var prepared = await connection.Trading!.PrepareAsync(Buy(10, 41.5m), cancellationToken: Stop);
        Assert.IsType<Sighting.NotSeen>(await connection.Trading.FindAsync(prepared, Stop));
        _etrade.LoseTheAnswerTo("POST", "place");
        var unknown = Assert.IsType<SubmitResult.OutcomeUnknown>(await connection.Trading.SubmitAsync(prepared, Stop));
        Assert.Equal(Effect.Unknown, unknown.Cause.Effect);

        var stored = OrderCodec.Decode(OrderCodec.Encode(unknown.Order));
        var found = Assert.IsType<Sighting.Found>(await connection.Trading.FindAsync(stored, Stop));
        Assert.Equal("8802", Assert.Single(found.Orders).Ref.Order.Value);
        _etrade.EnterByHand("ACME", 10, 41.5m);
        var ambiguous = Assert.IsType<Sighting.Ambiguous>(await connection.Trading.FindAsync(stored, Stop));
        Assert.Equal(2, ambiguous.Candidates.Count);
    }

    [Fact]
    public async Task Code_100_is_never_read_as_not_placed()
    {
        await using var connection = await ConnectAsync();
        var prepared = await connection.Trading!.PrepareAsync(Buy(10, 41.5m), cancellationToken: Stop);
        _etrade.NextAnswer = new WireAnswer(500, """{"Error":{"code":100,"message":"The service is not available at present."}}""");
        var unknown = Assert.IsType<SubmitResult.OutcomeUnknown>(await connection.Trading.SubmitAsync(prepared, Stop));
        Assert.Equal("100", unknown.Cause.BrokerCode);
        await Assert.ThrowsAsync<ArgumentException>(() => connection.Trading.SubmitAsync(prepared, Stop));
    }

    [Fact]
    public async Task Insufficient_funds_show_in_the_preview_and_throw_like_a_read()
    {
        await using var connection = await ConnectAsync();
        _etrade.NextAnswer = new WireAnswer(400, "<Error><code>1021</code><message>You do not have enough funds.</message></Error>");
        var error = await Assert.ThrowsAsync<BrokerageException>(() => connection.Trading!.PrepareAsync(Buy(10, 41.5m), cancellationToken: Stop));
        Assert.Equal(BrokerageErrorCode.InsufficientFunds, error.Error.Code);
        Assert.Equal("1021", error.Error.BrokerCode);
        Assert.Equal("You do not have enough funds.", error.Error.BrokerText);
    }

    [Fact]
    public async Task Cancelling_is_a_request_and_too_late_is_an_answer()
    {
        await using var connection = await ConnectAsync();
        var id = await PlaceAsync(connection, Buy(10, 41.5m));
        Assert.IsType<CancelResult.Requested>(await connection.Trading!.CancelAsync(new OrderRef(Ref, id), Stop));
        Assert.Equal(OrderState.PendingCancel, (await GetAsync(connection, id)).State.Value);
        var other = await PlaceAsync(connection, Buy(5, 41m));
        _etrade.Fill(other.Value, 5, 41m);
        var final = Assert.IsType<CancelResult.AlreadyFinal>(await connection.Trading.CancelAsync(new OrderRef(Ref, other), Stop));
        Assert.Equal(OrderState.Filled, final.Order.State.Value);
    }

    [Fact]
    public async Task Polling_is_marked_and_its_fills_are_derived_from_two_readings()
    {
        await using var connection = await ConnectAsync();
        var id = await PlaceAsync(connection, Buy(10, 41.5m));
        await using var items = connection.Streaming!.OrdersAsync(Account, null, Stop).GetAsyncEnumerator(Stop);
        Assert.Equal(OrderCause.Seen, (await NextAsync(items)).Value!.Cause);
        Assert.Equal(StreamSignal.Resynced, (await NextAsync(items)).Signal);
        Assert.Equal(StreamSignal.Live, (await NextAsync(items)).Signal);
        _etrade.Fill(id.Value, 4, 41m);
        Assert.Equal(4, (await NextAsync(items)).Value!.Execution!.Quantity);
        _etrade.Fill(id.Value, 10, 41.3m);
        var item = await NextAsync(items);
        Assert.True(item.IsPolled);
        var execution = item.Value!.Execution!;
        Assert.True(execution.IsDerived);
        Assert.Null(execution.Id);
        Assert.Equal((6m, 41.5m, 10m), (execution.Quantity, execution.Price, execution.CumulativeAfter));
        Assert.Equal(OrderState.Filled, item.Value.Order.State.Value);
    }

    [Fact]
    public async Task Accounts_tell_kind_and_registration_apart()
    {
        await using var connection = await ConnectAsync();
        var account = Assert.Single((await connection.Accounts.GetAccountsAsync(Stop)).Items);
        Assert.Equal("****7734", account.MaskedNumber);
        Assert.Equal(MarginKind.Margin, account.Margin.Value);
        Assert.Equal(Registration.RothIra, account.Registration.Value);
        Assert.Equal("ROTHIRA", account.Registration.Text);
    }

    /// <summary>What the composition does for many callers: renew once per stale version.</summary>
    private sealed class WakingSource(IBrokerageAuthorizer authorizer, ConnectionSecrets secrets) : ISecretSource
    {
        private long _version = 7;

        public List<long> Renewals { get; } = [];

        public ValueTask<VersionedSecrets> GetAsync(CancellationToken cancellationToken = default) => new(new VersionedSecrets(secrets, _version));

        public async ValueTask<VersionedSecrets> RenewAsync(long staleVersion, CancellationToken cancellationToken = default)
        {
            if (staleVersion != _version) return await GetAsync(cancellationToken);
            Renewals.Add(staleVersion);
            Assert.IsType<RefreshResult.Renewed>(await authorizer.RefreshAsync(ETradeAdapter.Sandbox, "app", secrets, cancellationToken));
            _version++;
            return await GetAsync(cancellationToken);
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly ConnectionId Login = ConnectionId.Parse("login-1");

    private static AccountRef Ref => new(Login, ETradeAdapter.Broker, Account);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static OrderIntent.New Buy(decimal quantity, decimal limit) =>
        OrderIntent.Place(Ref, OrderSpec.Limit(new Instrument.Equity("ACME"), Side.Buy, quantity, limit));

    private static BrokerageConnectionContext Context(ConnectionSecrets secrets) => new()
    {
        Connection = Login,
        Environment = ETradeAdapter.Sandbox,
        Application = "our-app",
        Secrets = new FixedSecretSource(ETradeAdapter.Broker, secrets),
    };

    private Task<SignInStep> BeginAsync(Uri? redirect) =>
        _adapter.Authorizer.BeginAsync(new SignInRequest { Environment = ETradeAdapter.Sandbox, Application = "our-app", State = "state-1", RedirectTo = redirect }, Stop);

    private Task<RefreshResult> RefreshAsync(ConnectionSecrets secrets) => _adapter.Authorizer.RefreshAsync(ETradeAdapter.Sandbox, "app", secrets, Stop);

    private async Task<ConnectionSecrets> SignInAsync()
    {
        var step = await BeginAsync(null);
        var result = await _adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Code(new Secret("K4P9Z")), Stop);
        return Assert.IsType<SignInResult.SignedIn>(result).Secrets;
    }

    private async Task<IBrokerageConnection> ConnectAsync() => _adapter.Create(Context(await SignInAsync()));

    private static async Task<OrderId> PlaceAsync(IBrokerageConnection connection, OrderIntent intent) =>
        Assert.IsType<SubmitResult.Placed>(await connection.Trading!.PlaceAsync(intent, Stop)).Orders[0].Order!.Value;

    private static Task<Order> GetAsync(IBrokerageConnection connection, OrderId id) => connection.Trading!.GetOrderAsync(new OrderRef(Ref, id), Stop);

    private static async Task<StreamItem<OrderEvent>> NextAsync(IAsyncEnumerator<StreamItem<OrderEvent>> items)
    {
        Assert.True(await items.MoveNextAsync());
        return items.Current;
    }
}
