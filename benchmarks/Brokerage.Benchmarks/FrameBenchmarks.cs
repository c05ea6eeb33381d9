using BenchmarkDotNet.Attributes;
using Brokerage.Transport;

namespace Brokerage.Benchmarks;

/// <summary>
/// Frames of quotes from memory to a reader's events, per frame: decoding alone, and the whole session (receive, decode, look up, conflate,
/// wake the reader). A ratio of 1.25 is 0.8 of decoding's speed.
/// </summary>
[MemoryDiagnoser, MinColumn]
public class FrameBenchmarks
{
    private const int Frames = 10_000;

    private readonly CancellationTokenSource _stop = new();
    private FrameSource _source = null!;
    private BrokerTransport _transport = null!;
    private SocketSession _session = null!;
    private Task _reading = Task.CompletedTask;

    [GlobalSetup]
    public void Setup()
    {
        _source = new FrameSource(FrameSource.Quotes(Frames));
        _transport = new BrokerTransport(new BrokerTransportOptions { Broker = BrokerId.Parse("acme") });
        BrokerEnvironment environment = new("simulated", EnvironmentKind.Simulated, [new BrokerEndpoint(EndpointPurpose.Streaming, new Uri("wss://stream.acme.test/"))]);
        SocketSessionOptions options = new() { Name = "quotes", Environment = environment, Connector = _source, StallAfter = TimeSpan.FromHours(1) };
        _session = new SocketSession(_transport, options, new FrameProtocol());
        _reading = Task.Run(ReadAsync);
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _stop.CancelAsync();
        await _session.DisposeAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _transport.Dispose();
        _stop.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Frames)]
    public decimal DecodingAlone()
    {
        decimal sum = 0m;
        foreach (byte[] frame in _source.Sent)
        {
            FrameProtocol.Decode(frame, out ReadOnlySpan<byte> symbol, out QuoteTick tick);
            sum += tick.Bid ?? symbol.Length;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public async Task WholeSession() => await _source.PlayAsync();

    private async Task ReadAsync()
    {
        var symbols = FrameSource.Symbols.Select(symbol => new KeyValuePair<string, Instrument>(symbol, new Instrument.Equity(symbol)));
        await foreach (StreamItem<QuoteTick> item in _session.QuotesAsync([.. symbols], _stop.Token))
        {
            if (item.Signal == StreamSignal.Data) _source.Seen(item.Value);
        }
    }
}
