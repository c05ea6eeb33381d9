using System.Text.Json.Serialization.Metadata;
using Brokerage.Transport;

namespace Brokerage.Conformance.Tests.Guide.Acme;

#region signer
internal sealed class AcmeSigner(ISecretSource secrets) : SecretSigner(secrets)
{
    protected override void Sign(HttpRequestMessage message, BrokerRequest request, ConnectionSecrets secrets) =>
        message.Headers.TryAddWithoutValidation("X-Acme-Key", secrets.Require("key", AcmeAdapter.BrokerId).Reveal());
}
#endregion

/// <summary>What the roles of one connection share.</summary>
internal sealed class AcmeSession(BrokerageConnectionContext context, BrokerTransport transport, TimeProvider clock)
{
    #region client
    private readonly BrokerHttpClient _client = transport.CreateClient(new BrokerClientOptions
    {
        Environment = context.Environment,           // its endpoints are the only addresses that can be reached
        Application = context.Application,
        Connection = context.Connection,
        AllowLiveOrders = context.AllowLiveOrders,   // without it no placement and no cancel leaves for a live environment
        Signer = new AcmeSigner(context.Secrets),
        Errors = new AcmeErrors(),
        Limits = AcmeFeatures.All.Limits,
    });
    #endregion

    private volatile Account? _account;

    public BrokerageConnectionContext Context => context;

    public TimeProvider Clock => clock;

    public BrokerageError? Problem { get; private set; }

    public bool IsClosed { get; set; }

    public bool HasConnected => _account is not null;

    public async Task<(AccountWire Wire, Account Account)> ReadAccountAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (wire, asOf) = await GetAsync("account.read", EndpointPurpose.Trading, "v1/account", AcmeJson.Default.AccountWire, cancellationToken).ConfigureAwait(false);
            if (!AccountId.TryParse(wire.Id, out var id))
            {
                throw AcmeErrors.Unreadable("an account without an id");
            }

            _account = AcmeMapping.ToAccount(wire, new AccountRef(context.Connection, AcmeAdapter.BrokerId, id), asOf);
            Problem = null;
            return (wire, _account);
        }
        catch (BrokerageException failure)
        {
            Problem = failure.Error;
            throw;
        }
    }

    #region account
    /// <summary>The one account of the key, if it is the one that is asked for.</summary>
    public async Task<Account> RequireAsync(AccountId wanted, CancellationToken cancellationToken)
    {
        var account = _account ?? (await ReadAccountAsync(cancellationToken).ConfigureAwait(false)).Account;
        return account.Ref.Account == wanted
            ? account
            : throw new BrokerageException(new BrokerageError(BrokerageErrorCode.AccountNotFound, AcmeAdapter.BrokerId, "The key opens another account."));
    }
    #endregion

    #region read
    public Task<(T Value, AsOf AsOf)> GetAsync<T>(
        string operation, EndpointPurpose purpose, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        ReadAsync(BrokerRequest.Get(operation, purpose, path), type, cancellationToken);

    public async Task<(T Value, AsOf AsOf)> ReadAsync<T>(BrokerRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var reply = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return (reply.Read(type), new AsOf(reply.Response!.ReceivedAt)); // throws BrokerageException for refusals and for what cannot be read
    }
    #endregion

    public Task<BrokerReply> SendAsync(BrokerRequest request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return _client.SendAsync(request, cancellationToken);
    }
}
