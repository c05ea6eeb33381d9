using System.Text.Json.Serialization.Metadata;
using Brokerage.Alpaca.Auth;
using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>
/// What the roles of one connection share: its client, its clock, and the one account of its credential, which is read before anything
/// else is done and proves the environment.
/// </summary>
internal sealed class AlpacaSession(
    BrokerageConnectionContext context, BrokerFeatures features, AlpacaOptions settings, BrokerTransport transport, TimeProvider clock) : IDisposable
{
    public const string TradingRate = "trading";
    public const string DataRate = "data";

    private readonly CancellationTokenSource _life = new();
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private readonly BrokerHttpClient _client = transport.CreateClient(new BrokerClientOptions
    {
        Environment = context.Environment,
        Application = context.Application,
        Connection = context.Connection,
        AllowLiveOrders = context.AllowLiveOrders,
        Signer = new AlpacaSigner(context.Secrets, context.Environment),
        Errors = new AlpacaErrorTranslator(),
        Limits = features.Limits,
        RateHeaders = new RateHeaders("X-Ratelimit-Remaining", "X-Ratelimit-Reset", "X-Ratelimit-Limit"),
        Headers = [new("Accept", "application/json")],
    });

    private volatile Account? _account;
    private volatile ConnectionStatus? _status;

    public BrokerageConnectionContext Context => context;

    public BrokerFeatures Features => features;

    public AlpacaOptions Settings => settings;

    public TimeProvider Clock => clock;

    /// <summary>Opens the sockets of streams; null for web sockets.</summary>
    public ISocketConnector? Connector { get; init; }

    public ConnectionStatus Status => _status ?? new ConnectionStatus
    {
        State = ConnectionState.Pending,
        EnvironmentVerified = false,
        AsOf = new AsOf(clock.GetUtcNow()),
    };

    /// <summary>The account, read at the first use. Exactly one belongs to a key pair or to a token in one environment.</summary>
    public async ValueTask<Account> AccountAsync(CancellationToken cancellationToken)
    {
        if (_status?.Problem is { Code: BrokerageErrorCode.EnvironmentMismatch } problem)
        {
            throw new BrokerageException(problem);
        }

        return _account ?? (await ReadOnceAsync(cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask<Account> AccountAsync(AccountId wanted, CancellationToken cancellationToken) =>
        Require(wanted, await AccountAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>The account, if it is the one that is asked for.</summary>
    public Account Require(AccountId wanted, Account account) => account.Ref.Account == wanted ? account : throw Foreign(wanted);

    public async Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken)
    {
        await ReadAccountAsync(cancellationToken).ConfigureAwait(false);
        return Status;
    }

    /// <summary>Reads the account anew; every reading checks again that it is still the same account of the same environment.</summary>
    public async Task<AccountReading> ReadAccountAsync(CancellationToken cancellationToken)
    {
        try
        {
            var secrets = await context.Secrets.GetAsync(cancellationToken).ConfigureAwait(false);
            var (wire, asOf) = await GetAsync("account.read", EndpointPurpose.Trading, "v2/account", AlpacaJson.Default.AccountWire, cancellationToken).ConfigureAwait(false);
            var account = Verify(wire, secrets.Secrets.Subject, asOf);
            _account = account;
            _status = new ConnectionStatus { State = ConnectionState.Active, EnvironmentVerified = true, AsOf = asOf };
            return new AccountReading(wire, account, asOf);
        }
        catch (BrokerageException failure)
        {
            _status = Failed(failure.Error);
            throw;
        }
    }

    /// <summary>Sends a read and decodes it; with it, when the answer came.</summary>
    public async Task<(T Value, AsOf AsOf)> GetAsync<T>(
        string operation, EndpointPurpose purpose, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var request = new BrokerRequest
        {
            Operation = operation,
            Class = OperationClass.Read,
            Purpose = purpose,
            Method = HttpMethod.Get,
            Path = path,
            RateClass = purpose == EndpointPurpose.MarketData ? DataRate : TradingRate,
            Account = _account?.Ref.Account,
        };
        using var reply = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return (reply.Read(type), new AsOf(reply.Response!.ReceivedAt));
    }

    public async Task<BrokerReply> SendAsync(BrokerRequest request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_life.IsCancellationRequested, this);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _life.Token);
        return await _client.SendAsync(request, linked.Token).ConfigureAwait(false);
    }

    /// <summary>Forgets what was learnt: the next use connects again.</summary>
    public void Forget()
    {
        _account = null;
        _status = null;
    }

    public void Dispose()
    {
        // The source itself stays: calls that are under way still hold its token.
        _life.Cancel();
    }

    // Many first uses at once ask once.
    private async Task<Account> ReadOnceAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _account ?? (await ReadAccountAsync(cancellationToken).ConfigureAwait(false)).Account;
        }
        finally
        {
            _connecting.Release();
        }
    }

    private Account Verify(AccountWire wire, string? subject, AsOf asOf)
    {
        if (!AccountId.TryParse(wire.Id, out var id))
        {
            throw AlpacaErrors.Unreadable("an account without an id");
        }

        if ((_account is { } known && known.Ref.Account != id) || (subject is not null && !string.Equals(subject, id.Value, StringComparison.Ordinal)))
        {
            throw new BrokerageException(new BrokerageError(
                BrokerageErrorCode.EnvironmentMismatch, AlpacaAdapter.BrokerId, "The credentials now open another account than this connection's."));
        }

        var account = new AccountRef(context.Connection, AlpacaAdapter.BrokerId, id);
        return AccountMapping.ToAccount(wire, account, context.Environment.Kind, asOf);
    }

    private ConnectionStatus Failed(BrokerageError error) => new()
    {
        State = error switch
        {
            { Code: BrokerageErrorCode.AuthRevoked } => ConnectionState.Revoked,
            { Code: BrokerageErrorCode.AuthExpired } => ConnectionState.NeedsLogin,
            { IsTransient: true } when _account is not null => ConnectionState.Degraded,
            _ => ConnectionState.Error,
        },
        EnvironmentVerified = _account is not null && error.Code != BrokerageErrorCode.EnvironmentMismatch,
        Problem = error,
        AsOf = new AsOf(clock.GetUtcNow()),
    };

    private BrokerageException Foreign(AccountId wanted) =>
        new(new BrokerageError(BrokerageErrorCode.AccountNotFound, AlpacaAdapter.BrokerId, "The account does not belong to this connection.")
        {
            Account = new AccountRef(context.Connection, AlpacaAdapter.BrokerId, wanted),
        });
}
