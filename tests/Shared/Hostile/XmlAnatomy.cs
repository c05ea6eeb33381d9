using System.Globalization;
using System.Text;

namespace Brokerage.TestSupport.Hostile;

/// <summary>Where the elements of a plain XML text lie: no attributes, no comments, as simulated answers are.</summary>
internal static class XmlAnatomy
{
    /// <summary>Every element; none where the text is no XML.</summary>
    public static IReadOnlyList<XmlSpot> Of(byte[] body)
    {
        var spots = new List<XmlSpot>();
        var open = new Stack<(string Name, int Start, int Inside, bool HasChildren)>();
        var text = Encoding.Latin1.GetString(body);
        if (!text.StartsWith('<'))
            return [];
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', at + 1))
        {
            var end = text.IndexOf('>', at) + 1;
            if (end == 0)
                return [];
            switch (text[at + 1])
            {
                case '?' or '!':
                    break;
                case '/':
                    if (open.Count == 0)
                        return [];
                    var (name, start, inside, hasChildren) = open.Pop();
                    spots.Add(new XmlSpot(hasChildren ? SpotKind.Object : KindOf(body.AsSpan(inside, at - inside)), name, start, inside, at, end));
                    break;
                default:
                    if (open.TryPop(out var parent))
                        open.Push(parent with { HasChildren = true });
                    if (text[end - 2] == '/')
                        spots.Add(new XmlSpot(SpotKind.Literal, text[(at + 1)..(end - 2)].TrimEnd(), at, end, end, end));
                    else
                        open.Push((text[(at + 1)..(end - 1)], at, end, false));
                    break;
            }
        }

        return open.Count == 0 ? spots : [];
    }

    private static SpotKind KindOf(ReadOnlySpan<byte> content) => content.IsEmpty ? SpotKind.Literal
        : decimal.TryParse(Encoding.UTF8.GetString(content), NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? SpotKind.Number
        : SpotKind.Text;
}
