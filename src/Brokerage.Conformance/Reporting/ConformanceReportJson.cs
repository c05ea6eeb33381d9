using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Brokerage.Conformance;

/// <summary>Writes a report as JSON.</summary>
internal static class ConformanceReportJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true };

    public static string Write(ConformanceReport report)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Readable))
        {
            var runs = report.Results.ToLookup(one => one.Case, StringComparer.Ordinal);
            writer.WriteStartObject();
            writer.WriteStartArray("cases");
            foreach (var (id, intent) in ConformanceReport.Cases)
            {
                writer.WriteStartObject();
                writer.WriteString("id", id);
                writer.WriteString("intent", intent);
                writer.WriteStartArray("results");
                foreach (var run in runs[id])
                {
                    Write(writer, run);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, ConformanceResult run)
    {
        writer.WriteStartObject();
        writer.WriteString("adapter", run.Adapter);
        writer.WriteString("arguments", run.Arguments);
        writer.WriteString("outcome", run.Outcome switch
        {
            ConformanceOutcome.Passed => "passed",
            ConformanceOutcome.Skipped => "skipped",
            _ => "failed",
        });
        writer.WriteString("why", run.Why);
        writer.WriteEndObject();
    }
}
