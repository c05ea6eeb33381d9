namespace Brokerage;

/// <summary>Where in a request something stands. Becomes text only when somebody is told: of most orders there is nothing to tell.</summary>
internal readonly record struct RuleField(string Root, int? Leg = null, string? Member = null, string? Part = null)
{
    public static implicit operator RuleField(string path) => new(path);

    /// <summary>A member of it, or a part of that member.</summary>
    internal RuleField Dot(string name) => Member is null ? this with { Member = name } : this with { Part = name };

    /// <inheritdoc/>
    public override string ToString()
    {
        var leg = Leg is { } index ? $".Legs[{index}]" : "";
        return Root + leg + (Member is null ? "" : "." + Member) + (Part is null ? "" : "." + Part);
    }
}
