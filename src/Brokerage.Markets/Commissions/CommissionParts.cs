namespace Brokerage.Markets;

/// <summary>Several prices that are all paid, such as a commission and the regulators' fees. Immutable and thread-safe.</summary>
public sealed class CommissionParts : ICommissionModel
{
    private readonly IReadOnlyList<ICommissionModel> _parts;

    /// <summary>Puts prices together.</summary>
    /// <param name="name">The name of the whole.</param>
    /// <param name="parts">The prices.</param>
    public CommissionParts(string name, params IEnumerable<ICommissionModel> parts)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(parts);
        Name = name;
        _parts = [.. parts];
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Fee> FeesFor(CommissionOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return [.. _parts.SelectMany(part => part.FeesFor(order))];
    }
}
