using System.Text.Json.Nodes;

namespace Host;

internal static class Check
{
    public static void That(bool holds, string otherwise)
    {
        if (!holds) throw new CheckException(otherwise);
    }

    public static string Text(this JsonNode node, string name) => node[name]?.GetValue<string>() ?? "";
}

/// <summary>Something is not as it should be; the message says what.</summary>
internal sealed class CheckException(string message) : Exception(message);
