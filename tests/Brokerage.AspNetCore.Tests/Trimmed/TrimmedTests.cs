using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Brokerage.AspNetCore.Tests;

/// <summary>
/// A web host that is published with everything unused taken away, and with every warning of the trimmer and of the analyzers for ahead of
/// time compiling as an error, still serves its endpoints.
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
    public async Task A_trimmed_host_serves()
    {
        await PublishAsync();

        var (code, said) = await RunAsync(Path.Combine(_folder.FullName, "out", OperatingSystem.IsWindows() ? "Trimmed.exe" : "Trimmed"));

        Assert.True(code == 0, said);
        Assert.Equal(
            ["ok offers", "ok begin", "ok keys", "ok callback", "ok connections", "ok refresh", "ok portfolio", "ok prepare", "ok submit", "ok wish", "ok problem"],
            said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private async Task PublishAsync()
    {
        var source = Repository.At("tests", "Brokerage.AspNetCore.Tests", "Trimmed");
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
