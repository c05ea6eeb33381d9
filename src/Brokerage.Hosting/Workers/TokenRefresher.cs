namespace Brokerage.Hosting;

/// <summary>Renews tokens before they end, and tells users when only they can.</summary>
internal sealed class TokenRefresher : BackgroundWorker
{
    private readonly LoginNotices _notices;
    private readonly IConnectionStore? _store;
    private readonly IConnectionUpkeep? _upkeep;
    private readonly BrokerRounds _rounds;

    public TokenRefresher(WorkContext context, LoginNotices notices, IConnectionStore? store = null, IConnectionUpkeep? upkeep = null)
        : base("renew", context)
    {
        (_notices, _store, _upkeep) = (notices, store, upkeep);
        _rounds = new BrokerRounds("renew", context, RenewAsync);
    }

    internal override bool IsIdle(BrokerId? but = null) => _rounds.AreOver(but);

    protected override TimeSpan Every => Context.Options.RenewEvery;

    protected override async Task LookAsync(CancellationToken stop)
    {
        if (_store is null || _upkeep is null) return;
        var connections = await StoredConnectionRules.ListAsync(_store, stop).ConfigureAwait(false);
        var now = Context.Now;
        _rounds.Begin(
            connections.Where(connection => connection.State != ConnectionState.Disabled && StoredConnectionRules.IsSettled(connection, now)).Select(WorkTarget.Of), Every, stop);
        await _notices.ForgetEndedAsync(stop).ConfigureAwait(false);
    }

    protected override Task EndAsync() => _rounds.DrainAsync();

    private async Task<string?> RenewAsync(WorkTarget target, CancellationToken cancellationToken)
    {
        var upkeep = await _upkeep!.RenewAsync(target.Connection, Context.Options.RenewAhead, cancellationToken).ConfigureAwait(false);
        if (upkeep is { Outcome: SecretsUpkeepOutcome.Failed, Error: { } error }) HostingLog.NotRenewed(Context.Logger, target.Connection.Value, error.Code);
        await _notices.TellAsync(upkeep.Connection, cancellationToken).ConfigureAwait(false);
        return upkeep.Error?.Code.ToString();
    }
}
