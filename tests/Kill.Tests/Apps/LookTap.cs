namespace Brokerage.Kill.Tests.Apps;

/// <summary>A trading role at whose looks for a lost outcome something can be done, with the number of the look from 1.</summary>
internal sealed class LookTap(ITrading inner, Func<int, Task> before, Func<int, Task> after) : DelegatingTrading(inner)
{
    private int _looks;

    /// <summary>Whether reading an order is a look: it is for a cancel.</summary>
    public bool CountsReads { get; init; }

    public override async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        var number = Interlocked.Increment(ref _looks);
        await before(number);
        var sighting = await base.FindAsync(order, cancellationToken);
        await after(number);
        return sighting;
    }

    public override async Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        if (!CountsReads) return await base.GetOrderAsync(order, cancellationToken);

        var number = Interlocked.Increment(ref _looks);
        await before(number);
        var read = await base.GetOrderAsync(order, cancellationToken);
        await after(number);
        return read;
    }
}
