using System.Diagnostics;
using System.Runtime.InteropServices;
using Brokerage.Exchange;
using Brokerage.Simulator;

namespace Brokerage.Alpaca.Tests;

/// <summary>
/// A console program that is published with everything unused taken away, and with every warning of the trimmer and of the analyzers for ahead
/// of time compiling as an error, still trades.
/// </summary>
public sealed class TrimmedTests : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("brokerage-trimmed-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_trimmed_program_trades()
    {
        await PublishAsync();
        await using var alpaca = await AlpacaSimulator.StartAsync(
            new AlpacaSimulatorOptions
            {
                Opening = new AccountOpening { Kind = MarginKind.Margin, Cash = 25_000m, Holdings = [new OpeningHolding(Sample.BrkB, 12m, 402.50m)] },
            },
            Token);

        var program = Path.Combine(_folder.FullName, "out", OperatingSystem.IsWindows() ? "Trimmed.exe" : "Trimmed");
        var (code, said) = await RunAsync(
            program,
            alpaca.Address.AbsoluteUri, alpaca.TradingStreamAddress.AbsoluteUri, alpaca.DataStreamAddress.AbsoluteUri, alpaca.Credentials.KeyId, alpaca.Credentials.SecretKey);

        Assert.True(code == 0, said);
        Assert.Equal(["ok account", "ok positions", "ok order", "ok bracket", "ok refusal", "ok quotes", "ok streams", "ok extras"], said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private async Task PublishAsync()
    {
        var source = Repository.At("tests", "Brokerage.Alpaca.Tests", "Trimmed");
        var project = Path.Combine(_folder.FullName, "Trimmed.csproj");
        File.Copy(Path.Combine(source, "Trimmed.csproj.txt"), project);
        File.Copy(Path.Combine(source, "Program.cs"), Path.Combine(_folder.FullName, "Program.cs"));
        string[] common = [project, "-r", Platform(), "-v", "q", "--nologo", $"-p:Source={Repository.Root}", $"-p:Configuration={Configuration}"];

        var (restored, why) = await RunAsync("dotnet", ["restore", .. common.Where(word => word is not "--nologo")]);
        Assert.SkipUnless(restored == 0, $"What trimming needs cannot be restored here: {why}");

        // What it refers to was built for this test already.
        var (published, log) = await RunAsync(
            "dotnet", ["publish", .. common, "--no-restore", "-p:BuildProjectReferences=false", "-o", Path.Combine(_folder.FullName, "out")]);
        Assert.True(published == 0, log);
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
    }

    private static async Task<(int Code, string Said)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(Token);
            var errors = process.StandardError.ReadToEndAsync(Token);
            await process.WaitForExitAsync(Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
