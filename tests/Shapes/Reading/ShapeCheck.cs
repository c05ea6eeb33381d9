using System.Text.Json;

namespace Brokerage.Shapes.Reading;

/// <summary>Holds a message against a shape: no field that the shape does not know, none missing that is always there, every type a known one.</summary>
internal static class ShapeCheck
{
    public const string AnyType = "any";

    public static IEnumerable<string> Differences(Shape shape, JsonElement message) => Differences(shape, message, Shape.Root).Distinct(StringComparer.Ordinal);

    public static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    private static IEnumerable<string> Differences(Shape shape, JsonElement value, string path)
    {
        if (!shape.Fields.TryGetValue(path, out var field))
        {
            return [$"{shape.Name}: {path} is not known"];
        }

        if (field.Types.Contains(AnyType))
        {
            return [];
        }

        if (!field.Types.Contains(TypeOf(value)))
        {
            return [$"{shape.Name}: {path} is {TypeOf(value)}, not {string.Join('|', field.Types)}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Differences(shape, item, Shape.Items(path))),
            JsonValueKind.Object => InObject(shape, value, path),
            _ => [],
        };
    }

    private static IEnumerable<string> InObject(Shape shape, JsonElement value, string path)
    {
        bool isMap = shape.IsMap(path);
        var known = value.EnumerateObject().SelectMany(member => Differences(shape, member.Value, Shape.Member(path, isMap ? "*" : member.Name)));
        var missing = shape.Below(path)
            .Where(field => field.Value.IsAlways && field.Key is not "*" && !value.TryGetProperty(field.Key, out _))
            .Select(field => $"{shape.Name}: {Shape.Member(path, field.Key)} is missing");
        return known.Concat(missing);
    }
}
