using System.Globalization;
using System.Text;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>The notes under the table: each piece of evidence once per broker, in the order in which it is first cited.</summary>
internal sealed class Footnotes
{
    private readonly List<(string Mark, string Text)> _notes = [];

    public string Cite(BrokerColumn column, Evidence? evidence, string? why)
    {
        if (evidence is null) return "";

        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Markdown.Text(column.Name)}{(why is null ? "" : $": {Markdown.Text(why)}")}. Source: {Markdown.Text(evidence.Source)}, {evidence.On:yyyy-MM-dd}.");
        var known = _notes.Find(note => string.Equals(note.Text, text, StringComparison.Ordinal)).Mark;
        if (known is null)
        {
            known = column.Mark + (_notes.Count(note => note.Mark.StartsWith(column.Mark, StringComparison.Ordinal)) + 1).ToString(CultureInfo.InvariantCulture);
            _notes.Add((known, text));
        }

        return $"[^{known}]";
    }

    public void Write(StringBuilder page)
    {
        foreach (var (mark, text) in _notes.OrderBy(note => note.Mark[0]).ThenBy(note => int.Parse(note.Mark[1..], CultureInfo.InvariantCulture)))
            page.Append("[^").Append(mark).Append("]: ").Append(text).Append('\n');
    }
}
