using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Simulator.Alpaca.Wire;

/// <summary>Conditions of a quote or trade: stocks have a list, options one text.</summary>
[JsonConverter(typeof(ConditionsConverter))]
internal sealed record ConditionsWire(IReadOnlyList<string> Values, bool IsList)
{
    public static ConditionsWire List(params string[] values) => new(values, true);

    public static ConditionsWire Text(string value) => new([value], false);
}

internal sealed class ConditionsConverter : JsonConverter<ConditionsWire>
{
    public override ConditionsWire Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("The simulator only writes conditions.");

    public override void Write(Utf8JsonWriter writer, ConditionsWire value, JsonSerializerOptions options)
    {
        if (!value.IsList)
        {
            writer.WriteStringValue(value.Values[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (var condition in value.Values)
        {
            writer.WriteStringValue(condition);
        }

        writer.WriteEndArray();
    }
}
