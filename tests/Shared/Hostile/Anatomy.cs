using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Brokerage.TestSupport.Hostile;

/// <summary>Where the values of a JSON text lie, so that one can be changed without reading it all again.</summary>
internal static class Anatomy
{
    /// <summary>Every value of a text, containers too; none where it is no JSON.</summary>
    public static IReadOnlyList<Spot> Of(byte[] body)
    {
        var spots = new List<Spot>();
        var open = new Stack<(int NameStart, int Start)>();
        var reader = new Utf8JsonReader(body);
        var name = -1;
        try
        {
            while (reader.Read())
            {
                var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = start;
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push((name, start));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        var (nameStart, from) = open.Pop();
                        spots.Add(new Spot(reader.TokenType == JsonTokenType.EndObject ? SpotKind.Object : SpotKind.List, nameStart, from, end));
                        break;
                    default:
                        spots.Add(new Spot(KindOf(ref reader), name, start, end));
                        break;
                }

                name = -1;
            }
        }
        catch (JsonException)
        {
            return [];
        }

        return spots;
    }

    /// <summary>The text with a value, or a part of it, in another's place.</summary>
    public static byte[] Splice(ReadOnlySpan<byte> body, int from, int to, ReadOnlySpan<byte> with)
    {
        var all = new byte[from + with.Length + body.Length - to];
        body[..from].CopyTo(all);
        with.CopyTo(all.AsSpan(from));
        body[to..].CopyTo(all.AsSpan(from + with.Length));
        return all;
    }

    /// <summary>The text without a value, its name and one comma.</summary>
    public static byte[] Without(byte[] body, Spot spot)
    {
        var (from, to) = (spot.NameStart < 0 ? spot.Start : spot.NameStart, spot.End);
        var next = to;
        while (next < body.Length && IsBlank(body[next])) next++;
        if (next < body.Length && body[next] == ',') return Splice(body, from, next + 1, default);
        var before = from - 1;
        while (before >= 0 && IsBlank(body[before])) before--;
        return Splice(body, before >= 0 && body[before] == ',' ? before : from, to, default);
    }

    private static bool IsBlank(byte character) => character is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    private static SpotKind KindOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => SpotKind.Number,
        JsonTokenType.String => decimal.TryParse(Encoding.UTF8.GetString(reader.ValueSpan), NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? SpotKind.NumberText
            : SpotKind.Text,
        _ => SpotKind.Literal,
    };
}
