namespace Brokerage.Conformance.Tests.Runner;

/// <summary>Alpaca with a mistake in it.</summary>
public sealed class BrokenAlpacaTestBroker : AlpacaTestBroker
{
    /// <inheritdoc/>
    public override TimeSpan Patience => TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    protected override IBrokerageConnection Wrap(IBrokerageConnection connection) => BrokenHouse.Break(connection);
}
