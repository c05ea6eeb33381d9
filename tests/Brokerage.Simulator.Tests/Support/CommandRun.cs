using System.Net;
using System.Text.Json;

namespace Brokerage.Simulator.Tests.Support;

/// <summary>The simulator as a program, started with a command line.</summary>
internal sealed class CommandRun(Task<int> running, CancellationTokenSource stop, JsonElement document) : IAsyncDisposable
{
    /// <summary>What it told about itself.</summary>
    public JsonElement Document => document;

    /// <summary>A text of the document, by its path.</summary>
    public string Text(params string[] path) => path.Aggregate(document, (at, name) => at.GetProperty(name)).GetString()!;

    public static async Task<CommandRun> StartAsync(DirectoryInfo folder, params string[] arguments)
    {
        var file = Path.Combine(folder.FullName, $"config-{Guid.NewGuid():N}.json");
        using var watcher = new FileSystemWatcher(folder.FullName);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Renamed += (_, change) => written.TrySetResult();
        watcher.EnableRaisingEvents = true;
        var stop = new CancellationTokenSource();
        using var errors = new StringWriter();
        var running = SimulatorCommand.RunAsync([.. arguments, "--config-out", file], TextWriter.Null, errors, stop.Token);
        await Task.WhenAny(running, written.Task);
        Assert.False(running.IsCompleted, errors.ToString());
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        return new CommandRun(running, stop, document.RootElement.Clone());
    }

    public HttpClient Client(HttpMessageHandler? handler = null)
    {
        var http = new HttpClient(handler ?? new SocketsHttpHandler()) { BaseAddress = new Uri(Document.GetProperty("urls").GetProperty("trading").GetString()!) };
        http.DefaultRequestHeaders.Add("APCA-API-KEY-ID", Document.GetProperty("credentials").GetProperty("key_id").GetString());
        http.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", Document.GetProperty("credentials").GetProperty("secret_key").GetString());
        return http;
    }

    /// <summary>One request, with the keys; its status and its answer.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Json)> AskAsync(string method, string path, string? body = null)
    {
        using var http = Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (answer.StatusCode, json.RootElement.Clone());
    }

    public async Task<int> StopAsync()
    {
        await stop.CancelAsync();
        return await running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }
}
