using Brokerage.ETrade;
using Brokerage.Simulator;

namespace Brokerage.Conformance.Tests.Differential;

/// <summary>E*TRADE for stories: a login that lasts as long as the longest of them, and orders of every kind that its words allow.</summary>
internal sealed class ETradeStoryBroker : ETradeTestBroker
{
    private const int Days = 30;

    // Streams are polled, at night once a minute.
    public override Task<T> WaitAsync<T>(Task<T> answer, CancellationToken cancellationToken = default) =>
        answer.WithStepsAsync(() => PassTime(TimeSpan.FromSeconds(1)), cancellationToken);

    protected override ETradeOptions SettingsFor(ETradeSimulator etrade)
    {
        var options = base.SettingsFor(etrade);
        options.LoginDays = Days;
        options.AllowUnverified = true;
        return options;
    }

    protected override ETradeSimulatorOptions OptionsFor(ETradeSimulatorOptions options) => options with { TokenDays = Days };
}
