using System.Text.Json;

namespace Brokerage.Exchange;

/// <summary>What goes wrong on a line: rules that are looked at in order for every call. The same seed gives the same faults.</summary>
public sealed record FaultScript
{
    /// <summary>Nothing goes wrong.</summary>
    public static FaultScript None { get; } = new();

    /// <summary>The rules. Of those that cover a call and come true, every one happens.</summary>
    public IReadOnlyList<FaultRule> Rules { get; init; } = [];

    /// <summary>The seed of what happens by chance.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Reads a script from JSON, such as <c>{"seed": 3, "rules": [{"kind": "LoseAnswer", "on": "Submit", "probability": 0.1}, {"kind": "Latency",
    /// "delay": "00:00:00.200"}]}</c>.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <exception cref="ArgumentException">The text is no fault script.</exception>
    public static FaultScript Parse(string json)
    {
        ArgumentException.ThrowIfNullOrEmpty(json);
        try
        {
            return JsonSerializer.Deserialize(json, FaultScriptJson.Default.FaultScriptText)?.ToScript()
                ?? throw new ArgumentException("A fault script is a JSON object.", nameof(json));
        }
        catch (JsonException wrong)
        {
            throw new ArgumentException($"This is no fault script: {wrong.Message}", nameof(json), wrong);
        }
    }
}
