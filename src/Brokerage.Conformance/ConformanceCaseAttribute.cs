using Xunit.v3;

namespace Brokerage.Conformance;

/// <summary>One numbered case of the kit. The number never changes its meaning; a case that is dropped leaves its number unused.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceCaseAttribute : Attribute, ITraitAttribute
{
    /// <summary>Names a case.</summary>
    /// <param name="id">Area and number, as in <c>ORD-017</c>.</param>
    /// <param name="intent">What an adapter that passes is known to do, in one line.</param>
    public ConformanceCaseAttribute(string id, string intent)
    {
        Id = id;
        Intent = intent;
    }

    /// <summary>Area and number.</summary>
    public string Id { get; }

    /// <summary>What an adapter that passes is known to do.</summary>
    public string Intent { get; }

    /// <inheritdoc />
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Case", Id)];
}
