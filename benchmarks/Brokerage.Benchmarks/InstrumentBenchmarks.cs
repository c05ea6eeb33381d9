using BenchmarkDotNet.Attributes;

namespace Brokerage.Benchmarks;

/// <summary>The canonical text of an instrument, read and written for every position, quote and order.</summary>
[MemoryDiagnoser]
public class InstrumentBenchmarks
{
    private readonly Instrument _option = Instrument.Parse("AAPL  250117C00190000");

    [Benchmark]
    public Instrument ParseEquity() => Instrument.Parse("BRK.B");

    [Benchmark]
    public Instrument ParseOption() => Instrument.Parse("AAPL  250117C00190000");

    [Benchmark]
    public string WriteOption() => _option.ToString();
}
