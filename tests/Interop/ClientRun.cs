using Brokerage.Simulator;

namespace Brokerage.Interop.Tests;

/// <summary>A simulator that is started by its command line, and a script that drives a public client against it.</summary>
internal static class ClientRun
{
    /// <summary>The lines that the script writes; the test is skipped where Node or the client is missing.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string broker, string package, string script, params string[] options)
    {
        var node = await NodeClient.RequireAsync(package);
        var folder = Directory.CreateTempSubdirectory("brokerage-interop-").FullName;
        var file = Path.Combine(folder, "simulator.json");
        using var stop = new CancellationTokenSource();
        using var errors = new StringWriter();
        var serving = SimulatorCommand.RunAsync(["--broker", broker, "--config-out", file, .. options], TextWriter.Null, errors, stop.Token);
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
            Directory.Delete(folder, recursive: true);
        }
    }
}
