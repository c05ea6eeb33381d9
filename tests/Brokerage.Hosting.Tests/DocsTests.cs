using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Brokerage.Hosting.Tests;

/// <summary>What docs/hosting.md shows is what is compiled and run here.</summary>
public sealed partial class DocsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_shows_what_is_compiled()
    {
        var source = (await File.ReadAllTextAsync(Repository.At("tests", "Brokerage.Hosting.Tests", "Snippets.cs"), Token)).ReplaceLineEndings("\n");
        var page = (await File.ReadAllTextAsync(Repository.At("docs", "hosting.md"), Token)).ReplaceLineEndings("\n");
        var shown = Block().Matches(page).ToDictionary(block => block.Groups["name"].Value, block => block.Groups["code"].Value, StringComparer.Ordinal);

        Assert.Equal(page.Split("```csharp").Length - 1, shown.Count);
        Assert.Equal(4, shown.Count);
        foreach (Match region in Region().Matches(source)) Assert.Equal(Outdented(region.Groups["text"].Value), shown[region.Groups["name"].Value]);
    }

    [Fact]
    public async Task Every_setting_is_on_the_page()
    {
        var page = await File.ReadAllTextAsync(Repository.At("docs", "hosting.md"), Token);
        Assert.All(typeof(BackgroundWorkOptions).GetProperties(), setting => Assert.Contains($"`{setting.Name}`", page, StringComparison.Ordinal));
        Assert.All(
            (string[])[HostingTelemetry.StepDuration, HostingTelemetry.Notices, HostingTelemetry.Connections, HostingTelemetry.SyncAge],
            meter => Assert.Contains($"`{meter}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_shown_runs()
    {
        await using var scene = new HostScene();
        var connection = await scene.ConnectBeforeAsync();
        var outbox = new Outbox();
        var host = await scene.StartAsync(more: services => services.AddSingleton(outbox).AddSingleton<INotificationSink, MailToUsers>());
        await scene.SettleAsync(host);
        Assert.Contains("1 positions as of 2026-03-04", (await Snippets.ReadAsync(host.Services, connection.Connection, Token))[0], StringComparison.Ordinal);

        Assert.True(await scene.Connections.TryUpdateAsync(await scene.StoredAsync(connection) with { State = ConnectionState.NeedsLogin }, Token));
        await scene.AdvanceAsync(host, TimeSpan.FromHours(2));
        Assert.Equal(("ann", "fake needs you to log in again."), (Assert.Single(outbox.Lines).To, outbox.Lines[0].Text));
        Assert.Contains("not readable since", (await Snippets.ReadAsync(host.Services, connection.Connection, Token))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_registered_can_be_built()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["VaultKey"] = Convert.ToBase64String(new byte[32]);
        builder.Services.AddSingleton(new Outbox());
        Snippets.Register(builder);
        using var host = builder.Build();
        Assert.Equal(6, host.Services.GetServices<IHostedService>().Count(service => service.GetType().Assembly == typeof(INotificationSink).Assembly));
    }

    [Fact]
    public async Task A_file_lets_one_in()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (one, other) = (new FileLeases(folder.FullName), new FileLeases(folder.FullName));
            var lease = await one.TryTakeAsync("sync/a", Token);
            Assert.NotNull(lease);
            Assert.Null(await other.TryTakeAsync("sync/a", Token));
            await using (var another = await other.TryTakeAsync("sync/b", Token)) Assert.NotNull(another);
            await lease.DisposeAsync();
            await using (var now = await other.TryTakeAsync("sync/a", Token)) Assert.NotNull(now);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_no_work_that_somebody_else_does() =>
        await Assert.ThrowsAsync<DirectoryNotFoundException>(async () => await new FileLeases(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).TryTakeAsync("sync/a", Token));

    private static string Outdented(string text)
    {
        var lines = text.TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Concat(lines.Select(line => (line.Length > indent ? line[indent..] : "") + "\n"));
    }

    [GeneratedRegex("^ *#region (?<name>[a-z-]+)\n(?<text>.*?)^ *#endregion", RegexOptions.Singleline | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Region();

    [GeneratedRegex("<!-- region: (?<name>[a-z-]+) -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Block();
}
