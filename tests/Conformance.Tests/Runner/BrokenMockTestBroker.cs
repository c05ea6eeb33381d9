namespace Brokerage.Conformance.Tests.Runner;

/// <summary>Mock with a mistake in it.</summary>
public sealed class BrokenMockTestBroker : MockTestBroker
{
    /// <inheritdoc/>
    public override TimeSpan Patience => TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    protected override IBrokerageConnection Wrap(IBrokerageConnection connection) => BrokenHouse.Break(connection);
}
