using Brokerage.Simulator;

namespace Brokerage.ETrade.Tests.Conformance;

/// <summary>The sandbox's shapes in XML.</summary>
public sealed class ETradeSandboxShapedXmlTestBroker : ETradeSandboxShapedTestBroker
{
    protected override ETradeOptions SettingsFor(ETradeSimulator etrade)
    {
        var options = base.SettingsFor(etrade);
        options.AnswersInXml = true;
        return options;
    }
}
