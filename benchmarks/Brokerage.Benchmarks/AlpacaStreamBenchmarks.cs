using System.Text;
using BenchmarkDotNet.Attributes;
using Brokerage.Alpaca;
using Brokerage.Alpaca.Streaming;
using Brokerage.Transport;

namespace Brokerage.Benchmarks;

/// <summary>
/// Alpaca's quotes from memory, per frame of one quote: read by hand by somebody who trusts them, by the adapter's own reader alone, and by
/// the whole stream up to its reader's events. Shares in JSON, options in MessagePack. A ratio of 1.25 is 0.8 of the speed.
/// </summary>
[MemoryDiagnoser, MinColumn]
public class AlpacaStreamBenchmarks
{
    private const int Frames = 10_000;

    private readonly CancellationTokenSource _stop = new();
    private readonly FrameSource _shares = new(FrameSource.Quotes(Frames), "[{\"T\":\"success\",\"msg\":\"connected\"}]"u8.ToArray(), "[{\"T\":\"success\",\"msg\":\"authenticated\"}]"u8.ToArray());
    private readonly FrameSource _options = new(PackedQuotes.Frames(Frames), PackedQuotes.Success("connected"), PackedQuotes.Success("authenticated"));
    private readonly List<AlpacaAdapter> _adapters = [];
    private readonly List<IBrokerageConnection> _connections = [];
    private readonly List<Task> _readings = [];

    [GlobalSetup]
    public void Setup()
    {
        MustAgree();
        Read(_shares, FrameSource.Symbols.Select(Instrument (symbol) => new Instrument.Equity(symbol)));
        Read(_options, PackedQuotes.Symbols.Select(symbol => Instrument.Parse($"{symbol[..4],-6}{symbol[4..]}")));
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _stop.CancelAsync();
        foreach (Task reading in _readings) await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (IBrokerageConnection connection in _connections) await connection.DisposeAsync();
        _adapters.ForEach(adapter => adapter.Dispose());
        _stop.Dispose();
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public decimal SharesByHand()
    {
        decimal sum = 0m;
        foreach (byte[] frame in _shares.Sent)
        {
            FrameProtocol.Decode(frame, out ReadOnlySpan<byte> symbol, out QuoteTick tick);
            sum += tick.Bid ?? symbol.Length;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public void SharesReadAlone()
    {
        foreach (byte[] frame in _shares.Sent) DataFrame.Read(frame, sink: null, said: null);
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public Task SharesWhole() => _shares.PlayAsync();

    [Benchmark(OperationsPerInvoke = Frames)]
    public decimal OptionsByHand()
    {
        decimal sum = 0m;
        foreach (byte[] frame in _options.Sent)
        {
            PackedQuotes.Decode(frame, out ReadOnlySpan<byte> symbol, out QuoteTick tick);
            sum += tick.Bid ?? symbol.Length;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public void OptionsReadAlone()
    {
        foreach (byte[] frame in _options.Sent) PackedFrame.Read(frame, sink: null, said: null);
    }

    [Benchmark(OperationsPerInvoke = Frames)]
    public Task OptionsWhole() => _options.PlayAsync();

    /// <summary>Both say what the frame holds, or one of them does less than the other.</summary>
    private void MustAgree()
    {
        FrameProtocol.Decode(_shares.Sent[7], out _, out QuoteTick share);
        PackedQuotes.Decode(_options.Sent[7], out ReadOnlySpan<byte> symbol, out QuoteTick option);
        bool agree = (share.Bid, share.AskSize) == (107.25m, 7m) && (option.Bid, option.AskSize) == (19.35m, 7m);
        if (!agree || !string.Equals(Encoding.ASCII.GetString(symbol), PackedQuotes.Symbols[7], StringComparison.Ordinal)) throw new InvalidOperationException("What is read by hand is wrong.");
    }

    private void Read(FrameSource source, IEnumerable<Instrument> instruments)
    {
        AlpacaAdapter adapter = new(
            new AlpacaOptions { KeyId = "PKBENCHMARK000000001", SecretKey = new Secret("benchmark") },
            new BrokerTransportOptions { Broker = AlpacaAdapter.BrokerId }) { Connector = source };
        IBrokerageConnection connection = adapter.Create();
        _adapters.Add(adapter);
        _connections.Add(connection);
        _readings.Add(Task.Run(async () =>
        {
            await foreach (StreamItem<QuoteTick> item in connection.Streaming!.QuotesAsync([.. instruments], _stop.Token))
            {
                if (item.Signal == StreamSignal.Data) source.Seen(item.Value);
            }
        }));
    }
}
