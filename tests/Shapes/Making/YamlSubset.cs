using System.Text.Json.Nodes;

namespace Brokerage.Shapes.Making;

/// <summary>
/// As much of YAML as an OpenAPI document uses: nested mappings and lists by indentation, lists in brackets, quoted and plain texts. Long texts
/// are skipped, since no name or type stands in them.
/// </summary>
internal sealed class YamlSubset
{
    private readonly List<(int Indent, string Text)> _lines;
    private int _next;

    private YamlSubset(IEnumerable<string> lines) =>
        _lines = [.. lines.Select(line => (line.Length - line.TrimStart(' ').Length, line.Trim())).Where(line => line.Item2.Length > 0 && line.Item2[0] != '#')];

    public static JsonNode? Read(IEnumerable<string> lines)
    {
        var reader = new YamlSubset(lines);
        return reader.Block(0);
    }

    private JsonNode? Block(int indent)
    {
        if (_next >= _lines.Count || _lines[_next].Indent < indent)
        {
            return null;
        }

        return IsItem(_lines[_next].Text) ? Items(_lines[_next].Indent) : Mapping(_lines[_next].Indent);
    }

    private JsonArray Items(int indent)
    {
        var items = new JsonArray();
        while (_next < _lines.Count && _lines[_next].Indent == indent && IsItem(_lines[_next].Text))
        {
            string rest = _lines[_next].Text[1..].TrimStart();
            if (Colon(rest) < 0)
            {
                _next++;
                items.Add(rest.Length == 0 ? Block(indent + 1) : Scalar(rest));
                continue;
            }

            // "- name: x" opens a mapping that goes on below, two further in.
            _lines[_next] = (indent + 2, rest);
            items.Add(Mapping(indent + 2));
        }

        return items;
    }

    private JsonObject Mapping(int indent)
    {
        var members = new JsonObject();
        while (_next < _lines.Count && _lines[_next].Indent == indent && Colon(_lines[_next].Text) is var colon and >= 0)
        {
            string text = _lines[_next++].Text;
            string rest = text[(colon + 1)..].Trim();
            members[Unquoted(text[..colon].Trim())] = rest.Length == 0 ? Block(NextIndent(indent)) : Scalar(rest);
            if (rest.Length > 0)
            {
                Skip(indent);
            }
        }

        return members;
    }

    // A list may stand at the very indentation of its name.
    private int NextIndent(int indent) => _next < _lines.Count && _lines[_next].Indent == indent && IsItem(_lines[_next].Text) ? indent : indent + 1;

    private void Skip(int indent)
    {
        while (_next < _lines.Count && _lines[_next].Indent > indent)
        {
            _next++;
        }
    }

    private static JsonNode? Scalar(string text) => text switch
    {
        ['[', .. var inner, ']'] => new JsonArray([.. inner.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item => JsonValue.Create(Unquoted(item)))]),
        "{}" => new JsonObject(),
        _ => JsonValue.Create(Unquoted(text)),
    };

    private static string Unquoted(string text) => text is ['\'', .. var single, '\''] ? single : text is ['"', .. var twice, '"'] ? twice : text;

    private static bool IsItem(string text) => text == "-" || text.StartsWith("- ", StringComparison.Ordinal);

    private static int Colon(string text)
    {
        int from = text[0] is '\'' or '"' ? text.IndexOf(text[0], 1) : 0;
        for (int at = Math.Max(from, 0); at < text.Length; at++)
        {
            if (text[at] == ':' && (at + 1 == text.Length || text[at + 1] == ' '))
            {
                return at;
            }
        }

        return -1;
    }
}
