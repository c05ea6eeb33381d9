namespace Brokerage.Shapes.Reading;

/// <summary>One field of a shape: the JSON types that it comes in, whether it is there whenever its parent is, and how that is known.</summary>
internal sealed record ShapeField(IReadOnlySet<string> Types, bool IsAlways, KnownFrom From)
{
    /// <summary>As it stands in a manifest: <c>null|string, sometimes, specified</c>; always and recorded go without saying.</summary>
    public override string ToString() =>
        string.Join('|', Types.Order(StringComparer.Ordinal))
        + (IsAlways ? "" : ", sometimes")
        + From switch { KnownFrom.Specified => ", specified", KnownFrom.Described => ", described", _ => "" };

    public static ShapeField Parse(string text)
    {
        string[] parts = text.Split(", ");
        var from = parts.Contains("specified", StringComparer.Ordinal) ? KnownFrom.Specified
            : parts.Contains("described", StringComparer.Ordinal) ? KnownFrom.Described
            : KnownFrom.Recorded;
        return new ShapeField(parts[0].Split('|').ToHashSet(StringComparer.Ordinal), !parts.Contains("sometimes", StringComparer.Ordinal), from);
    }
}
