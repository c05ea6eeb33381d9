namespace Brokerage.Shapes.Making;

/// <summary><c>Sources/&lt;broker&gt;.txt</c>, read. The grammar stands in the folder's README.</summary>
internal sealed class SourceBook
{
    public List<string> Specifications { get; } = [];

    /// <summary>Beginnings of operations that have a shape of their own unless a section has it; with a minus those that have none.</summary>
    public List<string> Operations { get; } = [];

    public List<string> LeftOut { get; } = [];

    public List<SourceSection> Sections { get; } = [];

    public static SourceBook Load(string broker)
    {
        var book = new SourceBook();
        foreach (string line in File.ReadLines(Repository.At("tests", "Shapes", "Sources", broker + ".txt")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            book.Take(line);
        }

        return book;
    }

    /// <summary>Whether an operation gets a shape though no section names it.</summary>
    public bool Covers(string operation)
    {
        string path = operation[(operation.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        return Operations.Exists(start => path.StartsWith(start, StringComparison.Ordinal))
            && !Operations.Exists(start => start[0] == '-' && path.StartsWith(start[1..], StringComparison.Ordinal));
    }

    private void Take(string line)
    {
        if (line.StartsWith("== ", StringComparison.Ordinal))
        {
            Sections.Add(new SourceSection(line[3..].Trim()));
            return;
        }

        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        string rest = line[(blank + 1)..].Trim();
        string[] words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (line[..blank])
        {
            case "specification": Specifications.Add(rest); break;
            case "operations": Operations.AddRange(words); break;
            case "without": LeftOut.AddRange(rest.Split('|')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)); break;
            case "sample": Sections[^1].Samples.AddRange(Samples(words)); break;
            case "schema": Sections[^1].Schemas.AddRange(words); break;
            case "like": Sections[^1].Like.Add(Split(rest, " at ")); break;
            case "maps": Sections[^1].Maps.UnionWith(words); break;
            case "sometimes": Sections[^1].Sometimes.UnionWith(words); break;
            case "described": Sections[^1].Described.AddRange(Described(words)); break;
            default: Sections[^1].Endpoints.Add(SourceEndpoint.Parse(line)); break;
        }
    }

    private static IEnumerable<(string, string)> Described(string[] words)
    {
        var (place, fields) = words is ["at", var path, ..] ? (path + "/", words[2..]) : ("", words);
        return fields.Select(field => field.Split(':')).Select(pair => (place + pair[0], pair[1]));
    }

    private static (string, string) Split(string text, string by) =>
        text.Split(by) is [var left, var right] ? (left, right) : throw new FormatException($"'{text}' lacks '{by.Trim()}'.");

    private static IEnumerable<SourceSample> Samples(string[] words)
    {
        int at = Array.IndexOf(words, "at");
        bool each = words.Contains("each", StringComparer.Ordinal);
        string? place = at < 0 ? null : words[at + 1];
        return words.Where((word, index) => word is not ("each" or "at") && (at < 0 || index != at + 1)).Select(pattern => new SourceSample(pattern, place, each));
    }
}
