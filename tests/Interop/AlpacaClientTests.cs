using Brokerage.Simulator;

namespace Brokerage.Interop.Tests;

/// <summary>Alpaca's own client for Node, unmodified, against the simulated Alpaca.</summary>
public sealed class AlpacaClientTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_brokers_own_client_trades_a_day(bool unknownFields)
    {
        var node = await NodeClient.RequireAsync("@alpacahq/alpaca-trade-api");
        var file = Path.Combine(Directory.CreateTempSubdirectory("brokerage-interop-").FullName, "simulator.json");
        using var stop = new CancellationTokenSource();
        using var errors = new StringWriter();
        string[] arguments = ["--broker", "alpaca", "--hold", "BRK.B=12@400", "--config-out", file, .. unknownFields ? ["--unknown-fields"] : Array.Empty<string>()];
        var serving = SimulatorCommand.RunAsync(arguments, TextWriter.Null, errors, stop.Token);
        try
        {
            while (!File.Exists(file) && !serving.IsCompleted)
            {
                await Task.Yield();
            }

            Assert.False(serving.IsCompleted, errors.ToString());
            var steps = await node.RunAsync("alpaca.mjs", file);
            Assert.DoesNotContain(steps, step => step.StartsWith("FAIL", StringComparison.Ordinal));
            Assert.Equal(19, steps.Count(step => step.StartsWith("ok ", StringComparison.Ordinal)));
        }
        finally
        {
            await stop.CancelAsync();
            await serving;
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
