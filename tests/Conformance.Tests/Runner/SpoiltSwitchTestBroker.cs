using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Runner;

/// <summary>Alpaca in a live environment, with an adapter that asks for the switch when it places and forgets it otherwise.</summary>
public sealed class SpoiltSwitchTestBroker : AlpacaLiveTestBroker
{
    private static readonly AsyncLocal<bool> Cancels = new();

    /// <inheritdoc/>
    public override IBrokerageConnection? ConnectWithoutLiveSwitch() =>
        new BrokenConnection(base.ConnectWithoutLiveSwitch()!, trading: guarded => new Desk(guarded, Connection.Trading!, Cancels.Value));

    /// <summary>Runs a case with the mistake in the adapter.</summary>
    /// <param name="one">The case.</param>
    /// <param name="cancels">Whether cancels go out without the switch; else replacements do.</param>
    internal static async Task<Outcome> RunAsync(Case one, bool cancels)
    {
        Cancels.Value = cancels;
        return await CaseRunner.RunAsync(one, typeof(SpoiltSwitchTestBroker));
    }

    private sealed class Desk(ITrading guarded, ITrading open, bool cancels) : DelegatingTrading(guarded)
    {
        public override Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
            (order.Intent is OrderIntent.Replace && !cancels ? open : Inner).SubmitAsync(order, cancellationToken);

        public override Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default) =>
            (cancels ? open : Inner).CancelAsync(order, cancellationToken);
    }
}
