namespace Brokerage.Interop.Tests;

/// <summary>Alpaca's own client for Node, unmodified, against the simulated Alpaca.</summary>
public sealed class AlpacaClientTests
{
    private const string Client = "@alpacahq/alpaca-trade-api";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_brokers_own_client_trades_a_day(bool unknownFields)
    {
        var steps = await RunAsync("alpaca.mjs", ["--hold", "BRK.B=12@400", .. unknownFields ? ["--unknown-fields"] : Array.Empty<string>()]);
        Assert.DoesNotContain(steps, step => step.StartsWith("FAIL", StringComparison.Ordinal));
        Assert.Equal(24, steps.Count(step => step.StartsWith("ok ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_brokers_own_client_follows_the_data_streams()
    {
        var steps = await RunAsync("alpaca-streams.mjs", ["--ghost-sessions", "--auto-approve"]);
        Assert.DoesNotContain(steps, step => step.StartsWith("FAIL", StringComparison.Ordinal));
        Assert.Equal(6, steps.Count(step => step.StartsWith("ok ", StringComparison.Ordinal)));
    }

    private static Task<IReadOnlyList<string>> RunAsync(string script, string[] options) => ClientRun.RunAsync("alpaca", Client, script, options);
}
