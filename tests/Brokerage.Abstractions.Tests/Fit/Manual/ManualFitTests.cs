using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Manual;

public sealed class ManualFitTests
{
    private static readonly ConnectionId Login = ConnectionId.Parse("login-6");
    private static readonly AccountId Account = AccountId.Parse("shoebox");
    private static readonly Instrument Acme = new Instrument.Equity("ACME");
    private readonly FakeClock _clock = FakeClock.Friday();
    private readonly ManualAdapter _adapter;
    private readonly IBrokerageConnection _connection;

    public ManualFitTests()
    {
        _adapter = new ManualAdapter(_clock);
        _connection = _adapter.Create(new BrokerageConnectionContext
        {
            Connection = Login,
            Environment = ManualAdapter.Book,
            Application = "none",
            Secrets = Kit.Secrets.Of(ManualAdapter.Broker, "none", _clock.GetUtcNow()),
        });
    }

    [Fact]
    public async Task Signing_in_needs_nothing_and_is_over_at_once()
    {
        var request = new SignInRequest { Environment = ManualAdapter.Book, Application = "none", State = "state-13" };
        var step = Assert.IsType<SignInStep.EnterKeys>(await _adapter.Authorizer.BeginAsync(request, Stop));
        Assert.Empty(step.Names);
        var answer = new SignInAnswer.Keys(new Dictionary<string, Secret>(StringComparer.Ordinal));
        var secrets = Assert.IsType<SignInResult.SignedIn>(await _adapter.Authorizer.CompleteAsync(step.Ticket, answer, Stop)).Secrets;
        Assert.Empty(secrets.Values);
        Assert.Empty(ManualAdapter.Book.Endpoints);
    }

    [Fact]
    public async Task An_order_goes_through_the_same_door_and_a_person_records_its_fills()
    {
        var placed = await PlaceAsync(OrderSpec.Limit(Acme, Side.Buy, 10, 41m));
        Assert.False(placed.VerdictPending);
        var id = placed.Orders[0].Order!.Value;
        Entry.RecordFill(id, 4, 40.5m, Money.Usd(1m));
        Assert.Equal(OrderState.PartiallyFilled, (await GetAsync(id)).State.Value);
        Entry.RecordFill(id, 6, 41m, Money.Usd(1m));
        var order = await GetAsync(id);
        Assert.Equal((OrderState.Filled, 10m, 40.8m), (order.State.Value, order.Filled, order.AveragePrice));
        Assert.Equal([4m, 10m], order.Executions.Select(fill => fill.CumulativeAfter));
        Assert.Equal(2m, order.Fees.Sum(fee => fee.Amount.Amount));
        var position = Assert.Single((await _connection.Accounts.GetPositionsAsync(Account, Stop)).Items);
        Assert.Equal((10m, 40.8m, (decimal?)null), (position.Quantity, position.AverageCost, position.MarketValue));
    }

    [Fact]
    public async Task Cash_is_known_and_the_worth_is_not()
    {
        Entry.RecordCash(Money.Usd(1000m), "opening");
        var id = (await PlaceAsync(OrderSpec.Market(Acme, Side.Buy, 10))).Orders[0].Order!.Value;
        Entry.RecordFill(id, 10, 41m, Money.Usd(1m));
        var balance = await _connection.Accounts.GetBalanceAsync(Account, Stop);
        Assert.Equal((589m, (decimal?)null), (balance.Cash, balance.NetLiquidation));
        var history = (await _connection.Accounts.GetTransactionsAsync(new HistoryQuery(Account, default, _clock.GetUtcNow()), Stop)).Items;
        Assert.Equal([TransactionKind.Trade, TransactionKind.Deposit], history.Select(row => row.Kind.Value));
        Assert.Equal((Money.Usd(-411m), 10m), (history[0].Net!.Value, history[0].Quantity));
    }

    [Fact]
    public async Task A_late_fill_after_a_cancel_is_kept_and_said()
    {
        var placed = await PlaceAsync(OrderSpec.Limit(Acme, Side.Buy, 10, 41m));
        var id = placed.Orders[0].Order!.Value;
        Assert.IsType<CancelResult.Requested>(await _connection.Trading!.CancelAsync(new OrderRef(Ref, id), Stop));
        Entry.RecordFill(id, 3, 41m, Money.Usd(0m));
        var order = await GetAsync(id);
        Assert.Equal((OrderState.Cancelled, 3m), (order.State.Value, order.Filled));
        Assert.IsType<CancelResult.AlreadyFinal>(await _connection.Trading.CancelAsync(new OrderRef(Ref, id), Stop));
    }

    [Fact]
    public async Task The_entry_role_is_the_only_thing_that_get_service_hands_out()
    {
        Assert.Null(_connection.GetService<ITrading>());
        Assert.Null(_connection.GetService<IBrokerageConnection>());
        var intent = OrderIntent.Place(Ref, OrderSpec.Market(Acme, Side.Buy, 1));
        var prepared = await _connection.Trading!.PrepareAsync(intent, true, Stop);
        Assert.Equal(Support.Emulated, prepared.Preview!.Source);
        Assert.True(Assert.IsType<Sighting.NotSeen>(await _connection.Trading.FindAsync(prepared, Stop)).ProvesAbsence);
        await _connection.Trading.SubmitAsync(prepared, Stop);
        Assert.IsType<Sighting.Found>(await _connection.Trading.FindAsync(prepared, Stop));
        Assert.Equal(["1"], (await _connection.Trading.GetOpenOrdersAsync(Account, Stop)).Items.Select(order => order.Ref.Order.Value));
        await Assert.ThrowsAsync<ArgumentException>(() => _connection.Trading.SubmitAsync(prepared, Stop));
        Assert.IsType<SubmitResult.Placed>(await _connection.Trading.PlaceAsync(intent.AsNew(), Stop));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static AccountRef Ref => new(Login, ManualAdapter.Broker, Account);

    private IManualEntry Entry => _connection.GetService<IManualEntry>()!;

    private async Task<SubmitResult.Placed> PlaceAsync(OrderSpec spec) => Assert.IsType<SubmitResult.Placed>(await _connection.Trading!.PlaceAsync(OrderIntent.Place(Ref, spec), Stop));

    private Task<Order> GetAsync(OrderId id) => _connection.Trading!.GetOrderAsync(new OrderRef(Ref, id), Stop);
}
