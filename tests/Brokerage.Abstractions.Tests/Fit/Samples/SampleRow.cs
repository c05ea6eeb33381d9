namespace Brokerage.Fit.Samples;

/// <summary>One wire field: where it goes, or why it goes nowhere.</summary>
/// <param name="Path">Names joined by slashes, <c>[]</c> for a list, <c>&lt;&gt;</c> for any name; a last <c>*</c> for all that is below.</param>
/// <param name="Member">The member that it arrives in; null when ignored.</param>
/// <param name="Reason">Why it is ignored.</param>
/// <param name="When">What must stand beside it for it to count: <c>type=stop</c>.</param>
/// <param name="To">A word that makes a difference, where any other would not.</param>
internal sealed record SampleRow(string Path, string? Member, string? Reason, IReadOnlyList<(string Name, string Value)> When, string? To = null)
{
    public bool Covers(string path)
    {
        var (own, other) = (Path.Split('/'), path.Split('/'));
        for (var i = 0; i < own.Length; i++)
        {
            if (own[i] == "*") return true;
            if (i >= other.Length || own[i] != "<>" && own[i] != other[i]) return false;
        }
        return own.Length == other.Length;
    }
}
