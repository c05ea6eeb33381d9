namespace Brokerage.Markets;

/// <summary>The price lists of a broker over time: each order pays by the list of its day. Immutable and thread-safe.</summary>
public sealed class DatedCommissions : ICommissionModel
{
    /// <summary>Price lists in any order.</summary>
    /// <param name="name">The name of the plan.</param>
    /// <param name="lists">At least one; days before the first list pay by the first.</param>
    /// <exception cref="ArgumentException">There is none, or two begin on one day.</exception>
    public DatedCommissions(string name, params IEnumerable<PriceList> lists)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(lists);
        Lists = [.. lists.OrderBy(list => list.From)];
        if (Lists.Count == 0 || Lists.Select(list => list.From).Distinct().Count() != Lists.Count)
        {
            throw new ArgumentException("A plan needs price lists that begin on different days.", nameof(lists));
        }

        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The price lists, oldest first.</summary>
    public IReadOnlyList<PriceList> Lists { get; }

    /// <summary>The price list of a day.</summary>
    /// <param name="day">The day.</param>
    public PriceList On(DateOnly day) => Lists.LastOrDefault(list => list.From <= day) ?? Lists[0];

    /// <inheritdoc/>
    public IReadOnlyList<Fee> FeesFor(CommissionOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return On(order.Date).Model.FeesFor(order);
    }
}
