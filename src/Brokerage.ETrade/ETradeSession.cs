using System.Text.Json.Serialization.Metadata;
using Brokerage.ETrade.Auth;
using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>
/// What the roles of one connection share: its client, its clock, and the accounts of its login, which are read before anything else is done.
/// E*TRADE keeps no session; but a token that is not used for two hours falls asleep, so connecting again within that time keeps it awake.
/// </summary>
internal sealed class ETradeSession : IDisposable
{
    public const string AccountsRate = "accounts";
    public const string OrdersRate = "orders";
    public const string MarketRate = "market";
    public const string UserRate = "user";

    // Ten minutes before the token would fall asleep.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(110);

    private readonly CancellationTokenSource _life = new();
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private readonly ETradeSigner _signer;
    private readonly ETradeClock _theirClock;
    private readonly ETradeErrorTranslator _errors;
    private readonly BrokerHttpClient _client;
    private readonly Secret _consumerSecret;

    private volatile AccountList? _accounts;
    private volatile ConnectionStatus? _status;

    public ETradeSession(
        BrokerageConnectionContext context, BrokerFeatures features, ETradeOptions settings, BrokerTransport transport, TimeProvider clock, ETradeClocks clocks)
    {
        (Context, Features, Settings, Clock) = (context, features, settings, clock);
        _consumerSecret = ETradeSecrets.Consumer(settings, context.Environment).Secret;
        _theirClock = clocks.Of(context.Environment);
        _signer = new ETradeSigner(context.Secrets, context.Environment, settings, _theirClock);
        _errors = new ETradeErrorTranslator(_theirClock, _signer.IsDayOver);
        _client = transport.CreateClient(new BrokerClientOptions
        {
            Environment = context.Environment,
            Application = context.Application,
            Connection = context.Connection,
            AllowLiveOrders = context.AllowLiveOrders,
            Signer = _signer,
            Errors = _errors,
            Limits = ETradeFeatures.LimitsOf(settings),
            Headers = [new("Accept", settings.AnswersInXml ? "application/xml" : "application/json")],
        });
    }

    public BrokerageConnectionContext Context { get; }

    public BrokerFeatures Features { get; }

    public ETradeOptions Settings { get; }

    public TimeProvider Clock { get; }

    /// <summary>How E*TRADE names the options that were seen.</summary>
    public SymbolBook Symbols { get; } = new();

    /// <summary>Now by E*TRADE's clock, as far as its answers have told it: what days and times of its orders are counted by.</summary>
    public DateTimeOffset Now => _theirClock.Now;

    public ConnectionStatus Status => _status ?? new ConnectionStatus
    {
        State = ConnectionState.Pending,
        EnvironmentVerified = false,
        AsOf = new AsOf(Clock.GetUtcNow()),
    };

    /// <summary>An account of the login; one that was opened since is found by reading the list again.</summary>
    public async ValueTask<KnownAccount> AccountAsync(AccountId wanted, CancellationToken cancellationToken)
    {
        var known = _accounts;
        if (known is null)
        {
            known = await ReadOnceAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (known.Find(wanted) is null)
        {
            (_, known) = await ReadListAsync(cancellationToken).ConfigureAwait(false);
        }

        return known.Find(wanted) ?? throw (known.IsWhole ? NotOfLogin(wanted) : ETradeErrors.Unreadable("an account that could not be read"));
    }

    /// <summary>All accounts that were read last; read now, if none were.</summary>
    public async ValueTask<IReadOnlyList<KnownAccount>> AccountsAsync(CancellationToken cancellationToken) =>
        (_accounts ?? await ReadOnceAsync(cancellationToken).ConfigureAwait(false)).Items;

    /// <summary>Whether an account is known, or all of them for null; where some could not be read, the list is read again.</summary>
    public async ValueTask<bool> KnowsAsync(AccountId? account, CancellationToken cancellationToken)
    {
        var known = _accounts ?? await ReadOnceAsync(cancellationToken).ConfigureAwait(false);
        return Has(known) || Has((await ReadListAsync(cancellationToken).ConfigureAwait(false)).Known);

        bool Has(AccountList list) => list.IsWhole || (account is { } one && list.Find(one) is not null);
    }

    public async Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken)
    {
        await ReadAccountsAsync(cancellationToken).ConfigureAwait(false);
        return Status;
    }

    /// <summary>Reads the accounts. The host tells the environment, and takes no token of another, so an answer proves it.</summary>
    public async Task<Snapshot<KnownAccount>> ReadAccountsAsync(CancellationToken cancellationToken) =>
        (await ReadListAsync(cancellationToken).ConfigureAwait(false)).Read;

    private async Task<(Snapshot<KnownAccount> Read, AccountList Known)> ReadListAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (answer, asOf) = await GetAsync(
                "accounts.list", AccountsRate, EndpointPurpose.Trading, "accounts/list", [], ETradeJson.Default.AccountListAnswerWire, null, cancellationToken)
                .ConfigureAwait(false);
            var rows = answer?.AccountListResponse?.Accounts?.Account ?? throw ETradeErrors.Unreadable("a login without accounts");
            var (accounts, failures) = Rows.Read(
                rows,
                row => new KnownAccount(row, AccountMapping.ToAccount(row, Context.Connection, _consumerSecret, Context.Environment.Kind, asOf)),
                _ => "account");
            var list = AccountList.Of(accounts, failures.Count, _accounts);
            _accounts = list;
            _status = new ConnectionStatus
            {
                State = ConnectionState.Active,
                EnvironmentVerified = true,
                CallConnectBy = CallConnectBy(asOf.Received),
                PersonNeededBy = _signer.LoginEndsAt,
                AsOf = asOf,
            };
            return (new Snapshot<KnownAccount>(accounts, failures.Count == 0, failures, asOf), list);
        }
        catch (BrokerageException failure)
        {
            _status = Failed(failure.Error);
            throw;
        }
    }

    /// <summary>Sends a read and decodes it; with it, when the answer came. Null where E*TRADE answers that there is nothing (204).</summary>
    public async Task<(T? Value, AsOf AsOf)> GetAsync<T>(
        string operation,
        string module,
        EndpointPurpose purpose,
        string path,
        (string Name, string? Value)[] query,
        JsonTypeInfo<T> type,
        AccountId? account,
        CancellationToken cancellationToken)
        where T : class, IAnswerWire
    {
        var request = new BrokerRequest
        {
            Operation = operation,
            Class = OperationClass.Read,
            Purpose = purpose,
            Method = HttpMethod.Get,
            Path = RequestPath.WithQuery(path + Suffix, query),
            RateClass = module,
            Account = account,
        };
        using var reply = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return (Answer.Read(reply, request, type, _errors), new AsOf(reply.Response!.ReceivedAt));
    }

    /// <summary>A request that carries a body: previews, which create nothing, and whatever acts.</summary>
    public BrokerRequest Request(
        string operation, OperationClass kind, HttpMethod method, string path, AccountId account, ReadOnlyMemory<byte> json) => new()
        {
            Operation = operation,
            Class = kind,
            Purpose = EndpointPurpose.Trading,
            Method = method,
            Path = path + Suffix,
            RateClass = OrdersRate,
            Account = account,
            ContentType = Settings.AnswersInXml ? "application/xml" : "application/json",
            Body = Settings.AnswersInXml ? XmlBody.Of(json) : json,
        };

    public async Task<BrokerReply> SendAsync(BrokerRequest request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_life.IsCancellationRequested, this);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _life.Token);
        var reply = await _client.SendAsync(request, linked.Token).ConfigureAwait(false);
        _theirClock.Observe(reply.Response?.ServerTime);
        return reply;
    }

    /// <summary>The error that an answer of 200 names; null for none.</summary>
    public BrokerageError? Inside(BrokerRequest request, BrokerReply reply) => reply.Response is { } response ? _errors.Inside(request, response) : null;

    /// <summary>Forgets what was learnt: the next use connects again.</summary>
    public void Forget(ConnectionStatus? status = null)
    {
        _accounts = null;
        _status = status;
    }

    public void Dispose()
    {
        // The source itself stays: calls that are under way still hold its token.
        _life.Cancel();
    }

    // Without it JSON bodies are refused by some, and answers are XML.
    private string Suffix => Settings.AnswersInXml ? "" : ".json";

    // Many first uses at once ask once.
    private async Task<AccountList> ReadOnceAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _accounts ?? (await ReadListAsync(cancellationToken).ConfigureAwait(false)).Known;
        }
        finally
        {
            _connecting.Release();
        }
    }

    private DateTimeOffset? CallConnectBy(DateTimeOffset now)
    {
        var by = now + KeepAlive;
        return _signer.LoginEndsAt <= by ? null : by;
    }

    private BrokerageException NotOfLogin(AccountId account) => new(
        new BrokerageError(BrokerageErrorCode.AccountNotFound, ETradeAdapter.BrokerId, "The account does not belong to this connection.")
        {
            Account = new AccountRef(Context.Connection, ETradeAdapter.BrokerId, account),
        });

    private ConnectionStatus Failed(BrokerageError error) => new()
    {
        State = error switch
        {
            { Code: BrokerageErrorCode.AuthRevoked } => ConnectionState.Revoked,
            { Code: BrokerageErrorCode.AuthExpired } => ConnectionState.NeedsLogin,
            { IsTransient: true } when _accounts is not null => ConnectionState.Degraded,
            _ => ConnectionState.Error,
        },
        EnvironmentVerified = _accounts is not null && error.Code != BrokerageErrorCode.EnvironmentMismatch,
        PersonNeededBy = _signer.LoginEndsAt,
        Problem = error,
        AsOf = new AsOf(Clock.GetUtcNow()),
    };
}
