namespace Brokerage.Tests.Fakes;

/// <summary>A connection that says what a test tells it to. By default it is open and has one account with one position.</summary>
internal sealed class FakeConnection : IBrokerageConnection, IAccounts
{
    private int _connects;
    private int _disposals;

    public FakeConnection(AccountRef account, EnvironmentKind kind = EnvironmentKind.Simulated)
    {
        Account = account;
        Environment = Make.Environment(kind);
        OnConnect = _ => Task.FromResult(Status());
        OnAccounts = _ => Task.FromResult(Make.Whole(Make.Account(account)));
        OnBalance = (_, _) => Task.FromResult(Make.Balance(account, 1000m, 100m));
        OnPositions = (_, _) => Task.FromResult(Make.Whole(Make.Position(account, "BRK.B", 2m, 400m, 450m)));
    }

    public AccountRef Account { get; }

    public int Connects => _connects;

    public int Disposals => _disposals;

    public Func<CancellationToken, Task<ConnectionStatus>> OnConnect { get; set; }

    public Func<Task> OnDisconnect { get; set; } = static () => Task.CompletedTask;

    public Func<CancellationToken, Task<Snapshot<Account>>> OnAccounts { get; set; }

    public Func<AccountId, CancellationToken, Task<Balance>> OnBalance { get; set; }

    public Func<AccountId, CancellationToken, Task<Snapshot<Position>>> OnPositions { get; set; }

    public ConnectionId Connection => Account.Connection;

    public BrokerId Broker => Account.Broker;

    public BrokerEnvironment Environment { get; }

    public BrokerFeatures Features => throw new NotSupportedException("The composition asks no adapter what it can do.");

    public IAccounts Accounts => this;

    public ITrading? Trading { get; set; }

    public IMarketData? MarketData => null;

    public IStreaming? Streaming { get; set; }

    public static ConnectionStatus Status(ConnectionState state = ConnectionState.Active, DateTimeOffset? callBy = null, BrokerageError? problem = null) =>
        new() { State = state, EnvironmentVerified = true, CallConnectBy = callBy, Problem = problem, AsOf = Make.Fresh };

    public Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _connects);
        return OnConnect(cancellationToken);
    }

    public Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default) => Task.FromResult(Status());

    public Task DisconnectAsync(bool logOut = false, CancellationToken cancellationToken = default) => OnDisconnect();

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(FakeConnection) ? this : null;

    public Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default) => OnAccounts(cancellationToken);

    public Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default) => OnBalance(account, cancellationToken);

    public Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default) =>
        OnPositions(account, cancellationToken);

    public Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A portfolio reads no transactions.");

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposals);
        return ValueTask.CompletedTask;
    }
}
