namespace Brokerage.Fit.Samples;

/// <summary>A broker's table: <c>== name: files</c>, then <c>field | member | when</c> or <c>field | - reason</c>; <c>prefix/ | @section</c> takes over rows.</summary>
internal sealed record SampleTable(string Broker, IReadOnlyList<SampleSection> Sections, IReadOnlyList<string> OutOfScope)
{
    private const string Outside = "out of scope";

    public static SampleTable Read(string broker)
    {
        var sections = new List<SampleSection>();
        var outside = new List<string>();
        var lines = File.ReadAllLines(Repository.At("tests", "Brokerage.Abstractions.Tests", "Fit", "Samples", "Tables", $"{broker}.txt"));
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                var parts = line[3..].Split(':', 2, StringSplitOptions.TrimEntries);
                sections.Add(new SampleSection(parts[0], parts.Length > 1 ? parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [], []));
                continue;
            }
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (sections[^1].Name == Outside) outside.Add(cells[0]);
            else sections[^1] = sections[^1] with { Rows = [.. sections[^1].Rows, .. Rows(cells, sections)] };
        }
        return new SampleTable(broker, [.. sections.Where(section => section.Name != Outside)], outside);
    }

    private static IEnumerable<SampleRow> Rows(string[] cells, List<SampleSection> sections)
    {
        if (cells[1].StartsWith('@'))
        {
            var taken = sections.Find(section => section.Name == cells[1][1..]) ?? throw new InvalidOperationException($"No section {cells[1]} stands above.");
            return taken.Rows.Select(row => row with { Path = cells[0] + row.Path });
        }
        if (cells[1].StartsWith('-')) return [new SampleRow(cells[0], null, cells[1][1..].Trim(), [])];
        var when = cells.Length < 3 ? [] : cells[2].Split(',', StringSplitOptions.TrimEntries).Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1]));
        return [new SampleRow(cells[0], cells[1], null, [.. when.Where(pair => pair.Item1 != "to")], when.FirstOrDefault(pair => pair.Item1 == "to").Item2)];
    }
}
