namespace Brokerage;

/// <summary>A leg as it is read back.</summary>
public sealed record OrderLegState
{
    /// <summary>The leg; its ratio is 1 where the broker tells quantities alone.</summary>
    public required OrderLeg Leg { get; init; }

    /// <summary>The leg's own id, where the broker keeps legs as orders: its executions name it. It cannot be acted on alone.</summary>
    public OrderId? Order { get; init; }

    /// <summary>The broker's word for the action.</summary>
    public string? RawAction { get; init; }

    /// <summary>How much of this leg was asked for; positive.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>How much of this leg is filled: cumulative, positive.</summary>
    public required decimal Filled { get; init; }

    /// <summary>The average price of what is filled, per unit in quote units.</summary>
    public decimal? AveragePrice { get; init; }
}
