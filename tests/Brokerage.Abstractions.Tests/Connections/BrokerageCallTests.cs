namespace Brokerage.Abstractions.Tests.Connections;

public sealed class BrokerageCallTests
{
    [Fact]
    public async Task A_priority_flows_with_the_call_and_ends_with_its_scope()
    {
        Assert.Equal(CallPriority.Interactive, BrokerageCall.Priority);
        using (BrokerageCall.At(CallPriority.Background))
        {
            await Task.Yield();
            Assert.Equal(CallPriority.Background, BrokerageCall.Priority);
            using (BrokerageCall.At(CallPriority.Interactive)) Assert.Equal(CallPriority.Interactive, BrokerageCall.Priority);
            Assert.Equal(CallPriority.Background, await Task.Run(() => BrokerageCall.Priority, TestContext.Current.CancellationToken));
        }

        Assert.Equal(CallPriority.Interactive, BrokerageCall.Priority);
    }
}
