using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Brokerage.Testing;
using Brokerage.Transport.Tests.Http;
using Brokerage.Transport.Tests.Sockets;
using Microsoft.Extensions.Logging;

namespace Brokerage.Transport.Tests.Telemetry;

public sealed class RedactionTests
{
    private const string Canary = "canary-7f3a9c51e2";

    /// <summary>One that looks different in an address.</summary>
    private const string Odd = "canary/8+c4=90d1 e2";

    [Fact]
    public async Task A_secret_in_any_part_of_a_request_reaches_no_log_no_trace_no_meter_and_no_error()
    {
        ConcurrentQueue<string> written = new();
        using ActivityListener traces = Listen(written);
        using MeterListener meters = Measure(written);
        using ScriptedHandler script = new ScriptedHandler()
            .On(HttpMethod.Get, "*", ScriptedAnswer.Reset(), ScriptedAnswer.Json(429, Body(), ("Retry-After", "0")), ScriptedAnswer.Json(200, Body(), ("Set-Cookie", Canary)))
            .On(HttpMethod.Post, "*", ScriptedAnswer.From((_, _) => throw new HttpRequestException("failed at https://host/" + Canary)), ScriptedAnswer.Json(200, Body()));
        using BrokerTransport transport = new(new BrokerTransportOptions
        {
            Broker = TestBroker.Id, Handler = script, LoggerFactory = new ListLogger(written), Resilience = new ResilienceOptions { FirstPause = TimeSpan.Zero },
        });
        BrokerHttpClient client = transport.CreateClient(new BrokerClientOptions
        {
            Environment = TestBroker.Paper, Application = Canary, Connection = ConnectionId.Parse(Canary), Headers = [new("X-Secret", Canary), new("X-Odd", Odd)],
        });

        using BrokerReply read = await client.SendAsync(TestBroker.Read(RequestPath.WithQuery("accounts/" + Canary, ("token", Canary), ("odd", Odd))), TestContext.Current.CancellationToken);
        using BrokerReply lost = await client.SendAsync(TestBroker.Place("{\"x\":\"" + Canary + "\",\"y\":\"" + Odd + "\"}"), TestContext.Current.CancellationToken);
        using BrokerReply odd = await client.SendAsync(TestBroker.Place(), TestContext.Current.CancellationToken);
        using BrokerReply elsewhere = await client.SendAsync(TestBroker.Read("https://evil.test/" + Canary), TestContext.Current.CancellationToken);
        odd.TryRead(TestJson.Default.AnswerWire, out _, out BrokerageError? unreadable);

        foreach (BrokerageError? error in new[] { lost.Error, elsewhere.Error, unreadable }) written.Enqueue(error!.ToString() + new BrokerageException(error));
        Assert.Null(read.Error);
        string all = string.Join('\n', written);
        Assert.Contains("orders.place", all, StringComparison.Ordinal);
        Assert.Contains("account.get", all, StringComparison.Ordinal);
        Assert.Contains("answered 200 in", all, StringComparison.Ordinal);
        MustHoldNoCanary(all);
    }

    [Fact]
    public async Task A_secret_in_an_address_a_frame_or_a_refusal_of_a_stream_reaches_no_log_and_no_meter()
    {
        ConcurrentQueue<string> written = new();
        using ActivityListener traces = Listen(written);
        using MeterListener meters = Measure(written);
        using ListLogger logs = new(written);
        StreamBroker.Protocol protocol = new() { Address = new Uri("wss://stream.acme.test/ws?token=" + Canary + "&odd=" + Uri.EscapeDataString(Odd)) };
        await using StreamHarness harness = new(protocol: protocol, logs: logs);
        harness.Broker.Refusals.Enqueue(new BrokerageError(BrokerageErrorCode.ConnectionFailed, StreamBroker.Account.Broker, "no " + Canary) { BrokerText = Odd });
        var quotes = harness.ReadQuotes("AAPL");
        await harness.UntilAsync(() => quotes.Has(StreamSignal.Live), "live");
        harness.Broker.Send("garbage " + Canary + " " + Odd);
        await harness.UntilAsync(() => quotes.Signals.Count(signal => signal == StreamSignal.Live) == 2, "live again");
        harness.Broker.Send("revoked");
        await Assert.ThrowsAsync<BrokerageException>(() => quotes.Reading);

        string all = string.Join('\n', written);
        string[] told = ["stream test connecting", "stream test is live", "broke (ConnectionFailed)", "broke (JsonException)", "ended: AuthRevoked", "meter brokerage.transport.stream.gaps"];
        Assert.All(told, line => Assert.Contains(line, all, StringComparison.Ordinal));
        MustHoldNoCanary(all);
    }

    private static void MustHoldNoCanary(string all) => Assert.All(
        new[] { Canary, Odd }.SelectMany(secret => new[]
        {
            secret, secret[..8], Uri.EscapeDataString(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), Convert.ToHexString(Encoding.UTF8.GetBytes(secret)),
        }),
        form => Assert.DoesNotContain(form, all, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Targets_of_streams_print_their_host_alone() =>
        Assert.Equal("stream.acme.test", new SocketTarget(new Uri("wss://stream.acme.test/ws?token=" + Canary)).ToString());

    // Not a number where one is needed, so that the answer cannot be read.
    private static string Body() => "[\"" + Canary + "\"]";

    private static ActivityListener Listen(ConcurrentQueue<string> written)
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name is TransportTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => written.Enqueue($"trace {activity.OperationName} {activity.DisplayName} {string.Join(",", activity.TagObjects)} {activity.StatusDescription}"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static MeterListener Measure(ConcurrentQueue<string> written)
    {
        MeterListener listener = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name is TransportTelemetry.SourceName) listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => written.Enqueue($"meter {instrument.Name} {value} {string.Join(",", tags.ToArray())}"));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => written.Enqueue($"meter {instrument.Name} {value} {string.Join(",", tags.ToArray())}"));
        listener.Start();
        return listener;
    }

    private sealed class ListLogger(ConcurrentQueue<string> written) : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            written.Enqueue($"log {eventId.Id} {formatter(state, exception)} {exception}");
    }
}
