using BenchmarkDotNet.Attributes;

namespace Brokerage.Benchmarks;

/// <summary>What every order pays for being written down before it is sent.</summary>
[MemoryDiagnoser]
public class OrderCodecBenchmarks
{
    private readonly OrderIntent _intent = new OrderIntent.New(
        new AccountRef(ConnectionId.Parse("bench"), BrokerId.Parse("mock"), AccountId.Parse("1")),
        ClientOrderId.New(),
        new OrderPlan.Single(new OrderSpec
        {
            Legs = [new OrderLeg(Instrument.Parse("AAPL"), Side.Buy, PositionEffect.Open)],
            Quantity = new OrderQuantity.Units(10m),
            Price = new PriceTerms.Limit(187.50m),
            TimeInForce = new TimeInForce(TimeInForceKind.Day),
        }));

    private byte[] _bytes = [];

    [GlobalSetup]
    public void Write() => _bytes = Encode();

    [Benchmark(Baseline = true)]
    public string Hash() => OrderCodec.Hash(_intent);

    [Benchmark]
    public byte[] Encode() => OrderCodec.Encode(new PreparedOrder { Intent = _intent, Attempt = 1, Evidence = "", PreparedAt = DateTimeOffset.UnixEpoch });

    [Benchmark]
    public PreparedOrder Decode() => OrderCodec.Decode(_bytes);
}
