using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Brokerage.Transport;

namespace Brokerage.ETrade.Wire;

/// <summary>
/// The same records as E*TRADE's JSON nearly always comes: its lists are lists. What takes the bare thing for a list of one goes through every
/// element twice, so it is left to answers that cannot be read without.
/// </summary>
internal static class PlainJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        Converters =
        {
            new DecimalConverter(), new DoubleConverter(), new BooleanConverter(), new Int32Converter(), new Int64Converter(), new TextConverter(),

            // Of a transaction's product it is known that it comes alone.
            new OneOrManyConverter<ProductWire>(),
        },
        TypeInfoResolver = ETradeJson.Default.WithAddedModifier(RefuseNulls),
    };

    /// <exception cref="JsonException">It is something else, perhaps for a list that is none.</exception>
    public static T? Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));

    // Nobody who goes through a list expects nothing in it.
    private static void RefuseNulls(JsonTypeInfo info)
    {
        if (info.Kind is JsonTypeInfoKind.Enumerable)
        {
            info.OnDeserialized = static list =>
            {
                var items = (IList)list;
                for (var i = 0; i < items.Count; i++)
                {
                    _ = items[i] ?? throw new JsonException("An element of the list is null.");
                }
            };
        }
    }
}
