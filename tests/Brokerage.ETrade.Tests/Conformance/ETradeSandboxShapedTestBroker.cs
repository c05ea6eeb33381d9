using Brokerage.Simulator;

namespace Brokerage.ETrade.Tests.Conformance;

/// <summary>The same with the fields that the sandbox leaves out, names in another spelling, and errors in XML on JSON addresses.</summary>
public class ETradeSandboxShapedTestBroker : ETradeTestBroker
{
    public override IReadOnlyDictionary<string, string> Untold => field ??= new Dictionary<string, string>(base.Untold, StringComparer.Ordinal)
    {
        ["Balance.BuyingPower"] = "left out by the sandbox",
        ["Balance.DayTradingBuyingPower"] = "left out by the sandbox",
        ["Balance.MarginDebit"] = "left out by the sandbox",
        ["Balance.MarginCall"] = "left out by the sandbox but for one of four calls",
    };

    protected override ETradeSimulatorOptions OptionsFor(ETradeSimulatorOptions options) =>
        options with { SandboxShapes = true, Casing = ETradeCasing.Pascal, ErrorBodies = ETradeErrorBodies.Xml, PartlyFilled = ETradePartialStatus.IndividualFills };
}
