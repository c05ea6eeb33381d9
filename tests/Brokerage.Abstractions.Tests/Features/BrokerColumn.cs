using Brokerage.Alpaca;
using Brokerage.ETrade;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>A broker as a column of the documentation.</summary>
/// <param name="Name">As people write it.</param>
/// <param name="Mark">What its footnotes begin with.</param>
/// <param name="Package">The package that its adapter is in, or will be.</param>
/// <param name="Features">What it can do with real money.</param>
/// <param name="Others">Its other environments.</param>
internal sealed record BrokerColumn(
    string Name, string Mark, string Package, BrokerFeatures Features, params (string Environment, BrokerFeatures Features)[] Others)
{
    public static IReadOnlyList<BrokerColumn> All { get; } =
    [
        new("E*TRADE", "e", "Brokerage.ETrade", ETradeFeatures.Live, ("sandbox", ETradeFeatures.Sandbox)),
        new("Alpaca", "a", "Brokerage.Alpaca", AlpacaFeatures.Live, ("paper", AlpacaFeatures.Paper)),
        new("Schwab", "s", "Brokerage.Schwab", SchwabFeatureData.Live),
        new("Interactive Brokers", "i", "Brokerage.Ibkr", IbkrFeatureData.Live, ("paper", IbkrFeatureData.Paper)),
        new("Tradier", "t", "Brokerage.Tradier", TradierFeatureData.Live, ("sandbox", TradierFeatureData.Sandbox)),
        new("Robinhood", "r", "Brokerage.Robinhood", RobinhoodFeatureData.Live),
        new("Fidelity", "f", "Brokerage.Fidelity", FidelityFeatureData.Live, ("sandbox", FidelityFeatureData.Sandbox)),
    ];

    /// <summary>True until the adapter's package is in the repository.</summary>
    public bool IsPlanned => !Directory.Exists(Repository.At("src", Package));

    /// <summary>Every set of data, with a name for failures.</summary>
    public static IEnumerable<(string Name, BrokerFeatures Features)> EveryEnvironment =>
        All.SelectMany(column => column.Others.Select(other => ($"{column.Name} {other.Environment}", other.Features)).Prepend((column.Name, column.Features)));

    public static BrokerFeatures Of(string broker) => All.Single(column => string.Equals(column.Features.Broker.Value, broker, StringComparison.Ordinal)).Features;
}
