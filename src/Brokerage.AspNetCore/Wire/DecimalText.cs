using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.AspNetCore.Wire;

/// <summary>Decimals are written as text, because pages read JSON numbers as doubles; both are read, and nothing is rounded.</summary>
internal sealed class DecimalText : JsonConverter<decimal>
{
    private const NumberStyles Digits = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            _ => null,
        };
        // A number with an exponent is no price that anybody writes; digits that no decimal holds would be lost in silence.
        return text is not null && decimal.TryParse(text, Digits, CultureInfo.InvariantCulture, out var value) && IsWhole(text, value)
            ? value
            : throw new JsonException("A decimal number is expected.");
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));

    private static bool IsWhole(string text, decimal value)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? 0 : text.AsSpan(point + 1).TrimEnd('0').Length;
        return places <= value.Scale;
    }
}
