using System.ComponentModel;
using System.Diagnostics;

namespace Brokerage.Interop.Tests;

/// <summary>Runs a script of the folder <c>clients</c> in Node. The test is skipped where Node or the client is not installed.</summary>
internal sealed class NodeClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static string Folder => Repository.At("tests", "Interop");

    public static async Task<NodeClient> RequireAsync(string package)
    {
        Assert.SkipUnless(await HasNodeAsync(), "Node is not installed.");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine([Folder, "node_modules", .. package.Split('/')])),
            $"The package {package} is not installed: npm install --prefix tests/Interop");
        return new NodeClient();
    }

    /// <summary>The lines that the script writes; its exit code is part of them when it is not 0.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string script, params string[] arguments)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var process = Start([Path.Combine(Folder, "clients", script), .. arguments]);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            List<string> lines = [.. (await output + await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
            return process.ExitCode == 0 ? lines : [.. lines, $"FAIL exit code {process.ExitCode}"];
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task<bool> HasNodeAsync()
    {
        try
        {
            using var process = Start(["--version"]);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static Process Start(IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo("node", arguments)
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = Folder,
    })!;
}
