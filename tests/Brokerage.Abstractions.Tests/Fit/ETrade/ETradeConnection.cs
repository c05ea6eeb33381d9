using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

internal sealed class ETradeConnection : FitConnection
{
    private readonly IWire _wire;

    public ETradeConnection(BrokerageConnectionContext context, BrokerFeatures features, IWire wire, TimeProvider clock)
        : base(context, ETradeAdapter.Broker, features, clock)
    {
        _wire = wire;
        Accounts = new ETradeAccounts(this);
        Trading = new ETradeTrading(this, context);
        Streaming = new ETradeStreaming(this);
    }

    public override IAccounts Accounts { get; }

    public override ITrading Trading { get; }

    public override IStreaming Streaming { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public AccountRef Ref(AccountId account) => new(Connection, Broker, account);

    public async Task<WireAnswer> SendAsync(string method, string path, string body, CancellationToken cancellationToken)
    {
        var secrets = (await Context.Secrets.GetAsync(cancellationToken)).Secrets;
        return await _wire.SendAsync(new WireRequest(method, path, body, secrets.Values["token"].Reveal()), cancellationToken);
    }

    /// <summary>A read: throws what E*TRADE refuses; 204 is an empty list.</summary>
    public async Task<WireAnswer> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("GET", path, "", cancellationToken);
        var known = await Context.Secrets.GetAsync(cancellationToken);
        if (answer.Status == 401 && known.Secrets.LoginEndsAt > Now)
        {
            // It only slept: whoever comes first wakes it for all. Reads alone may be repeated.
            await Context.Secrets.RenewAsync(known.Version, cancellationToken);
            answer = await SendAsync("GET", path, "", cancellationToken);
        }
        return answer.IsSuccess ? answer : throw new BrokerageException(ETradeErrors.Of(answer));
    }

    public override async Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        var secrets = (await Context.Secrets.GetAsync(cancellationToken)).Secrets;
        var ended = secrets.LoginEndsAt <= Now;
        return new ConnectionStatus
        {
            State = ended ? ConnectionState.NeedsLogin : ConnectionState.Active,
            EnvironmentVerified = true,
            PersonNeededBy = secrets.LoginEndsAt,
            Problem = ended ? new BrokerageError(BrokerageErrorCode.AuthExpired, Broker, "The day has ended in New York.") : null,
            AsOf = new AsOf(Now, null),
        };
    }
}
