using System.Text.Json;

namespace Brokerage.Simulator.Tests.Support;

/// <summary>Compares the fields of an object with what is written down: <c>name:kinds</c>, where the kinds are s(tring), n(umber), b(ool), o(bject), a(rray) and 0 for null.</summary>
internal static class FieldList
{
    /// <summary>Every field is listed and of a listed kind, and every listed field is there; a question mark allows it to be missing.</summary>
    public static void Check(JsonElement element, string shape)
    {
        Assert.Equal(JsonValueKind.Object, element.ValueKind);
        var expected = shape.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(item => item.Split(':'))
            .ToDictionary(item => item[0].TrimEnd('?'), item => (Kinds: item[1], Optional: item[0].EndsWith('?')), StringComparer.Ordinal);
        foreach (var field in element.EnumerateObject())
        {
            Assert.True(expected.TryGetValue(field.Name, out var known), $"The field '{field.Name}' is not expected.");
            Assert.True(known.Kinds.Contains(Kind(field.Value)), $"The field '{field.Name}' is {field.Value.GetRawText()}.");
        }

        foreach (var (name, (_, optional)) in expected)
        {
            Assert.True(optional || element.TryGetProperty(name, out _), $"The field '{name}' is missing.");
        }
    }

    private static char Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => 's',
        JsonValueKind.Number => 'n',
        JsonValueKind.True or JsonValueKind.False => 'b',
        JsonValueKind.Object => 'o',
        JsonValueKind.Array => 'a',
        _ => '0',
    };
}
