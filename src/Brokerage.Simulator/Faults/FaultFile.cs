using System.Text.Json;
using Brokerage.Simulator.Faults.Wire;

namespace Brokerage.Simulator;

/// <summary>Reads faults from a file: a JSON array of objects with the members of <see cref="FaultRule"/> in snake case.</summary>
internal static class FaultFile
{
    public static IReadOnlyList<FaultRule> Read(string path)
    {
        try
        {
            var rules = JsonSerializer.Deserialize(File.ReadAllBytes(path), FaultJson.Default.ListFaultEntry) ?? [];
            return rules.ConvertAll(entry => entry.ToRule());
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The file of faults '{path}' cannot be read: {e.Message}", nameof(path), e);
        }
    }
}
