namespace Brokerage.Interop.Tests;

/// <summary>A public client for E*TRADE in Node, unmodified, against the simulated E*TRADE: it signs for the production hosts, in the query.</summary>
public sealed class ETradeClientTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_public_client_signs_in_and_trades_a_day(bool unknownFields)
    {
        var steps = await ClientRun.RunAsync(
            "etrade", "e-trade-api", "etrade.mjs", ["--auto-approve", "--hold", "BRK.B=12@400", .. unknownFields ? ["--unknown-fields"] : Array.Empty<string>()]);
        Assert.DoesNotContain(steps, step => step.StartsWith("FAIL", StringComparison.Ordinal));
        Assert.Equal(15, steps.Count(step => step.StartsWith("ok ", StringComparison.Ordinal)));
    }
}
