using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Text.Json;

namespace Brokerage.Interop.Tests;

/// <summary>The simulator as the program that strangers start.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task It_tells_its_document_serves_and_ends_when_it_is_asked_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals on Windows.");
        var token = TestContext.Current.CancellationToken;
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Simulator.dll"), "--broker", "alpaca", "--tls"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        try
        {
            using var document = JsonDocument.Parse(await program.StandardOutput.ReadLineAsync(token) ?? "");
            var address = new UriBuilder(document.RootElement.GetProperty("urls").GetProperty("trading").GetString()!) { Scheme = "http" }.Uri;
            using var http = new HttpClient { BaseAddress = address };
            using var answer = await http.GetAsync("/v2/account", token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);

            using var kill = Process.Start("kill", ["-TERM", program.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await program.WaitForExitAsync(token);
            Assert.Equal(0, program.ExitCode);
            Assert.Equal("", await program.StandardOutput.ReadToEndAsync(token));
        }
        finally
        {
            if (!program.HasExited)
            {
                program.Kill();
            }
        }
    }
}
