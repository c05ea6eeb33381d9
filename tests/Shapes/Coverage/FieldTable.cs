namespace Brokerage.Shapes.Coverage;

/// <summary><c>Fields/&lt;broker&gt;.txt</c>, read: what an adapter does with the fields of the shapes that it uses.</summary>
internal sealed class FieldTable
{
    private const string ByHand = " by hand";

    public string Adapter { get; private set; } = "";

    public List<FieldRow> Rows { get; } = [];

    /// <summary>Records of our own, by name, and why no broker sees them.</summary>
    public Dictionary<string, string> Own { get; } = new(StringComparer.Ordinal);

    /// <summary>Fields left alone, as <c>Record.field</c> (or <c>shape.path</c> where a shape is read by hand), and why.</summary>
    public Dictionary<string, string> LeftAlone { get; } = new(StringComparer.Ordinal);

    /// <summary>Properties that nothing reads, as <c>Record.Property</c>, and why they are there all the same.</summary>
    public Dictionary<string, string> Unread { get; } = new(StringComparer.Ordinal);

    public static FieldTable Load(string broker) => Parse(File.ReadLines(Repository.At("tests", "Shapes", "Fields", broker + ".txt")));

    public static FieldTable Parse(IEnumerable<string> lines)
    {
        var table = new FieldTable();
        foreach (string line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            table.Take(line);
        }

        return table;
    }

    private void Take(string line)
    {
        if (line.Split(" | ", 2) is [var what, var why])
        {
            var (to, key) = what.Split(' ', 2) switch
            {
                ["own", var record] => (Own, record),
                ["unread", var property] => (Unread, property),
                _ => (LeftAlone, what),
            };
            to.Add(key, why);
        }
        else if (line.StartsWith("adapter ", StringComparison.Ordinal))
        {
            Adapter = line[8..];
        }
        else if (line.EndsWith(ByHand, StringComparison.Ordinal))
        {
            Rows.Add(new FieldRow(line[..^ByHand.Length], null, OfEach: false));
        }
        else
        {
            string[] sides = line.Split(" = ");
            Rows.Add(new FieldRow(sides[0], sides[1].Split(' ')[0], sides[1].EndsWith(" of each", StringComparison.Ordinal)));
        }
    }
}
