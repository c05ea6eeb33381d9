using System.Text.Json;

namespace Brokerage.Conformance.Tests.Runner;

/// <summary>The reports that other runs of tests have written below the folder of BROKERAGE_CONFORMANCE_RESULTS; none where there is none.</summary>
internal static class ToldResults
{
    private static readonly Lazy<IReadOnlyList<ConformanceResult>> All = new(Read);

    /// <summary>What is told of a test broker.</summary>
    public static IEnumerable<ConformanceResult> Of(string adapter) => All.Value.Where(one => string.Equals(one.Adapter, adapter, StringComparison.Ordinal));

    private static List<ConformanceResult> Read()
    {
        var folder = Environment.GetEnvironmentVariable("BROKERAGE_CONFORMANCE_RESULTS");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "conformance.json", SearchOption.AllDirectories) : [];
        return [.. files.SelectMany(Read)];
    }

    private static List<ConformanceResult> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return
        [
            .. from one in document.RootElement.GetProperty("cases").EnumerateArray()
               from result in one.GetProperty("results").EnumerateArray()
               select new ConformanceResult(
                   result.GetProperty("adapter").GetString()!,
                   one.GetProperty("id").GetString()!,
                   result.GetProperty("arguments").GetString()!,
                   Enum.Parse<ConformanceOutcome>(result.GetProperty("outcome").GetString()!, ignoreCase: true),
                   result.GetProperty("why").GetString()),
        ];
    }
}
