using System.Collections.Concurrent;
using System.Reflection;

namespace Brokerage.Conformance;

/// <summary>
/// Writes the report of a test run when it ends, as <c>conformance.md</c> and <c>conformance.json</c>: into the folder that the environment
/// variable BROKERAGE_CONFORMANCE_REPORT names, below it in one with the test project's name, or beside the test project's assembly. A test
/// project asks for it with <c>[assembly: AssemblyFixture(typeof(ConformanceReportFiles))]</c>.
/// </summary>
public sealed class ConformanceReportFiles : IDisposable
{
    private const string FolderVariable = "BROKERAGE_CONFORMANCE_REPORT";

    private static readonly ConcurrentQueue<ConformanceResult> Runs = new();

    /// <summary>Writes what was run so far. Nothing is written where nothing was run.</summary>
    public void Dispose()
    {
        if (Runs.IsEmpty)
        {
            return;
        }

        var report = new ConformanceReport(Runs);
        var folder = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } wanted
            ? Path.Combine(wanted, Assembly.GetEntryAssembly()?.GetName().Name ?? "tests")
            : AppContext.BaseDirectory;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "conformance.md"), "# Conformance\n\n" + report.ToMarkdown());
        File.WriteAllText(Path.Combine(folder, "conformance.json"), report.ToJson());
    }

    internal static void Add(ConformanceResult run) => Runs.Enqueue(run);
}
