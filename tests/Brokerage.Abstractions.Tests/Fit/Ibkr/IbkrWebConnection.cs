using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

internal sealed class IbkrWebConnection : FitConnection
{
    private static readonly TimeSpan TickleEvery = TimeSpan.FromSeconds(55);
    private readonly IIbkrWire _wire;

    public IbkrWebConnection(BrokerageConnectionContext context, BrokerFeatures features, IIbkrWire wire, TimeProvider clock)
        : base(context, IbkrWebAdapter.Broker, features, clock)
    {
        _wire = wire;
        Accounts = new IbkrWebAccounts(this);
        Trading = new IbkrWebTrading(this, context);
        Streaming = new IbkrWebStreaming(this, wire);
    }

    public override IAccounts Accounts { get; }

    public override ITrading Trading { get; }

    public override IStreaming Streaming { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public bool IsVerified { get; private set; }

    public AccountRef Ref(AccountId account) => new(Connection, Broker, account);

    public Task<WireAnswer> SendAsync(string method, string path, string body, CancellationToken cancellationToken) =>
        _wire.SendAsync(new WireRequest(method, path, body), cancellationToken);

    public async Task<JsonNode?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("GET", path, "", cancellationToken);
        return answer.IsSuccess ? Json.Read(answer.Body) : throw new BrokerageException(IbkrWebErrors.Of(answer));
    }

    /// <summary>Opens or keeps the brokerage session. Nobody's session is taken over unless the context says so.</summary>
    public override async Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default)
    {
        var status = Json.Read((await SendAsync("POST", "/iserver/auth/status", "{}", cancellationToken)).Body);
        if (status.Flag("authenticated") != true && status.Flag("connected") != true) return Status(ConnectionState.NeedsLogin, BrokerageErrorCode.AuthExpired);
        if (status.Flag("competing") == true && Context.Takeover == SessionTakeover.Never) return Status(ConnectionState.Competing, BrokerageErrorCode.SessionHeldElsewhere);
        if (status.Flag("authenticated") != true || status.Flag("competing") == true)
        {
            await SendAsync("POST", "/iserver/auth/ssodh/init", """{"publish":true,"compete":true}""", cancellationToken);
        }
        var accounts = await ReadAsync("/iserver/accounts", cancellationToken);
        // The address does not tell: a live login in the paper environment must stop here, before any order.
        IsVerified = accounts.Flag("isPaper") == (Environment.Kind == EnvironmentKind.Paper);
        return IsVerified ? Status(ConnectionState.Active, null) : Status(ConnectionState.Error, BrokerageErrorCode.EnvironmentMismatch);
    }

    public override Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(Status(IsVerified ? ConnectionState.Active : ConnectionState.Pending, null));

    public override Task DisconnectAsync(bool logOut = false, CancellationToken cancellationToken = default) =>
        logOut ? SendAsync("POST", "/logout", "", cancellationToken) : Task.CompletedTask;

    private ConnectionStatus Status(ConnectionState state, BrokerageErrorCode? problem) => new()
    {
        State = state,
        EnvironmentVerified = IsVerified,
        CallConnectBy = state == ConnectionState.Active ? Now + TickleEvery : null,
        Problem = problem is { } code ? new BrokerageError(code, Broker, $"The session is {state}.") : null,
        AsOf = new AsOf(Now, null),
    };
}
