using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace Brokerage.Benchmarks;

/// <summary>A thousand positions with numbers as text: the tolerant converters beside the platform's own reading.</summary>
[MemoryDiagnoser, MinColumn]
public class JsonReadingBenchmarks
{
    private readonly byte[] _positions = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Range(0, 1000).Select(Row)) + "]");

    [Benchmark(Baseline = true)]
    public List<PositionRow>? PlatformOnly() => JsonSerializer.Deserialize(_positions, PlainJson.Default.ListPositionRow);

    [Benchmark]
    public List<PositionRow>? Tolerant() => JsonSerializer.Deserialize(_positions, TolerantJson.Default.ListPositionRow);

    private static string Row(int i) =>
        $$"""
        {"asset_id":"904837e3","symbol":"SYM{{i}}","exchange":"NASDAQ","asset_class":"us_equity","qty":"{{i}}.5","avg_entry_price":"187.5025","side":"long",
         "market_value":"1125.75","cost_basis":"937.51","unrealized_pl":"188.24","current_price":"225.15","lastday_price":"224.01","change_today":"0.005089"}
        """;
}
