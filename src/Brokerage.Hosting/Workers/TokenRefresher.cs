using Microsoft.Extensions.Options;

namespace Brokerage.Hosting;

/// <summary>Renews tokens before they end, and tells users when only they can.</summary>
internal sealed class TokenRefresher : BackgroundWorker
{
    // A renewal has a limit of its own, and then stores what it brought; only an adapter that does not listen takes longer.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly TimeSpan _patience;
    private readonly LoginNotices _notices;
    private readonly IConnectionStore? _store;
    private readonly IConnectionUpkeep? _upkeep;
    private readonly BrokerRounds _rounds;

    public TokenRefresher(WorkContext context, LoginNotices notices, IOptions<TokenOptions> tokens, IConnectionStore? store = null, IConnectionUpkeep? upkeep = null)
        : base("renew", context)
    {
        (_notices, _store, _upkeep) = (notices, store, upkeep);
        _patience = tokens.Value.RenewTimeout + Margin;
        _rounds = new BrokerRounds("renew", context, RenewAsync);
    }

    internal override bool IsIdle(BrokerId? but = null) => _rounds.AreOver(but) && _notices.IsIdle;

    protected override TimeSpan Every => Context.Options.RenewEvery;

    protected override async Task LookAsync(CancellationToken stop)
    {
        if (_store is null || _upkeep is null) return;
        var connections = await StoredConnectionRules.ListAsync(_store, stop).ConfigureAwait(false);
        var now = Context.Now;
        _notices.Resume();
        _rounds.Begin(
            connections.Where(connection => connection.State != ConnectionState.Disabled && StoredConnectionRules.IsSettled(connection, now)).Select(WorkTarget.Of), Every, stop);
        await _notices.ForgetEndedAsync(stop).ConfigureAwait(false);
    }

    protected override async Task EndAsync()
    {
        await _rounds.DrainAsync().ConfigureAwait(false);
        await _notices.DrainAsync().ConfigureAwait(false);
    }

    private async Task<string?> RenewAsync(WorkTarget target, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_patience, Context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        SecretsUpkeep upkeep;
        try
        {
            upkeep = await _upkeep!.RenewAsync(target.Connection, Context.Options.RenewAhead, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            HostingLog.NotRenewed(Context.Logger, target.Connection.Value, BrokerageErrorCode.Timeout);
            return nameof(BrokerageErrorCode.Timeout);
        }

        if (upkeep is { Outcome: SecretsUpkeepOutcome.Failed, Error: { } error }) HostingLog.NotRenewed(Context.Logger, target.Connection.Value, error.Code);
        _notices.Tell(upkeep.Connection, Stopping);
        return upkeep.Error?.Code.ToString();
    }
}
