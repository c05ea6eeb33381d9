using Brokerage.Simulator;

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

    private static async Task<IReadOnlyList<string>> RunAsync(string script, string[] options)
    {
        var node = await NodeClient.RequireAsync(Client);
        var file = Path.Combine(Directory.CreateTempSubdirectory("brokerage-interop-").FullName, "simulator.json");
        using var stop = new CancellationTokenSource();
        using var errors = new StringWriter();
        var serving = SimulatorCommand.RunAsync(["--broker", "alpaca", "--config-out", file, .. options], TextWriter.Null, errors, stop.Token);
        try
        {
            await Waiting.UntilAsync(() => File.Exists(file) || serving.IsCompleted);

            Assert.False(serving.IsCompleted, errors.ToString());
            return await node.RunAsync(script, file);
        }
        finally
        {
            await stop.CancelAsync();
            await serving;
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
