using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Brokerage.TestSupport;

/// <summary>
/// A program of a test project's folder Trimmed, published with everything unused taken away, and with every warning of the trimmer and of the
/// analyzers for ahead of time compiling as an error.
/// </summary>
internal static class TrimmedProgram
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Publishes it into a folder; skips the test where what that takes cannot be restored.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="tests">The test project.</param>
    public static async Task PublishAsync(DirectoryInfo folder, string tests)
    {
        var source = Repository.At("tests", tests, "Trimmed");
        var project = Path.Combine(folder.FullName, "Trimmed.csproj");
        File.Copy(Path.Combine(source, "Trimmed.csproj.txt"), project);
        File.Copy(Path.Combine(source, "Program.cs"), Path.Combine(folder.FullName, "Program.cs"));
        string[] common = [project, "-r", Platform(), "-v", "q", $"-p:Source={Repository.Root}", $"-p:Configuration={Configuration}"];

        var (restored, why) = await StartAsync("dotnet", ["restore", .. common]);
        Assert.SkipWhen(restored != 0 && IsPackMissing(why), $"What trimming needs cannot be restored here: {why}");
        Assert.True(restored == 0, why);

        // What it refers to was built for this test already.
        var (published, log) = await StartAsync(
            "dotnet", ["publish", .. common, "--nologo", "--no-restore", "-p:BuildProjectReferences=false", "-o", Path.Combine(folder.FullName, "out")]);
        Assert.True(published == 0, log);
    }

    /// <summary>Whether a restore failed since the SDK's own packs for trimming are not to be had here: no source has them, or none can be reached.</summary>
    public static bool IsPackMissing(string said) =>
        said.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).ToList() is { Count: > 0 } errors && errors.TrueForAll(line =>
            line.Contains("NU1301", StringComparison.Ordinal)
            || (line.Contains("NU110", StringComparison.Ordinal) && (line.Contains("Microsoft.NET", StringComparison.Ordinal) || line.Contains("Microsoft.AspNetCore.App.", StringComparison.Ordinal))));

    /// <summary>Runs what was published; it must end well.</summary>
    /// <returns>The lines that it has written.</returns>
    public static async Task<string[]> RunAsync(DirectoryInfo folder, params string[] arguments)
    {
        var (code, said) = await StartAsync(Path.Combine(folder.FullName, "out", OperatingSystem.IsWindows() ? "Trimmed.exe" : "Trimmed"), arguments);
        Assert.True(code == 0, said);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
    }

    private static async Task<(int Code, string Said)> StartAsync(string program, params string[] arguments)
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
