using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Brokerage.Testing;
using Brokerage.Transport.Tests.Http;
using Microsoft.Extensions.Logging;

namespace Brokerage.Transport.Tests.Telemetry;

public sealed class RedactionTests
{
    private const string Canary = "canary-7f3a9c51e2";

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
            Environment = TestBroker.Paper, Application = Canary, Connection = ConnectionId.Parse(Canary), Headers = [new("X-Secret", Canary)],
        });

        using BrokerReply read = await client.SendAsync(TestBroker.Read("accounts/" + Canary + "?token=" + Canary), TestContext.Current.CancellationToken);
        using BrokerReply lost = await client.SendAsync(TestBroker.Place("{\"x\":\"" + Canary + "\"}"), TestContext.Current.CancellationToken);
        using BrokerReply odd = await client.SendAsync(TestBroker.Place(), TestContext.Current.CancellationToken);
        using BrokerReply elsewhere = await client.SendAsync(TestBroker.Read("https://evil.test/" + Canary), TestContext.Current.CancellationToken);
        odd.TryRead(TestJson.Default.AnswerWire, out _, out BrokerageError? unreadable);

        foreach (BrokerageError? error in new[] { lost.Error, elsewhere.Error, unreadable }) written.Enqueue(error!.ToString() + new BrokerageException(error));
        Assert.Null(read.Error);
        string all = string.Join('\n', written);
        Assert.Contains("orders.place", all, StringComparison.Ordinal);
        Assert.Contains("account.get", all, StringComparison.Ordinal);
        Assert.Contains("answered 200 in", all, StringComparison.Ordinal);
        string[] forms = [Canary, Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)), Canary[..8]];
        Assert.All(forms, form => Assert.DoesNotContain(form, all, StringComparison.OrdinalIgnoreCase));
    }

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
