using Brokerage.Simulator;

namespace Brokerage.ETrade.Tests.Conformance;

/// <summary>The same in XML, with names as the documentation spells them, and with refusals in whatever form the server in front happens to choose.</summary>
public sealed class ETradeXmlTestBroker : ETradeTestBroker
{
    protected override ETradeOptions SettingsFor(ETradeSimulator etrade)
    {
        var options = base.SettingsFor(etrade);
        options.AnswersInXml = true;
        return options;
    }

    protected override ETradeSimulatorOptions OptionsFor(ETradeSimulatorOptions options) =>
        options with { Casing = ETradeCasing.Camel, ErrorBodies = ETradeErrorBodies.Varied, PartlyFilled = ETradePartialStatus.Partial };
}
