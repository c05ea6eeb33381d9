using Brokerage.ETrade;
using Brokerage.Simulator;

namespace Brokerage.Conformance.Tests.Differential;

/// <summary>E*TRADE for stories: a login that lasts as long as the longest of them, and orders of every kind that its words allow.</summary>
internal sealed class ETradeStoryBroker : ETradeTestBroker
{
    private const int Days = 30;
    private StageClock? _stage;

    protected override TimeProvider AdapterTime => Stage;

    private StageClock Stage => _stage ??= new StageClock(Time);

    // Streams are polled, at night once a minute: from look to look.
    public override Task<T> WaitAsync<T>(Task<T> answer, CancellationToken cancellationToken = default) =>
        answer.WithStepsAsync(() => Stage.MoveOn(PassTime), cancellationToken);

    protected override ETradeOptions SettingsFor(ETradeSimulator etrade)
    {
        var options = base.SettingsFor(etrade);
        options.LoginDays = Days;
        options.AllowUnverified = true;
        return options;
    }

    protected override ETradeSimulatorOptions OptionsFor(ETradeSimulatorOptions options) => options with { TokenDays = Days };
}
