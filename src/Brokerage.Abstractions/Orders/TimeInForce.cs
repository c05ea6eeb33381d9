namespace Brokerage;

/// <summary>How long an order stays.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Until">The last day, for <see cref="TimeInForceKind.GoodTillDate"/> alone; in the market's calendar.</param>
/// <param name="Text">Only on reading: the broker's own word where <paramref name="Kind"/> does not say all.</param>
public sealed record TimeInForce(TimeInForceKind Kind, DateOnly? Until = null, string? Text = null)
{
    /// <summary>Until the end of the day.</summary>
    public static TimeInForce Day { get; } = new(TimeInForceKind.Day);

    /// <summary>Until cancelled.</summary>
    public static TimeInForce GoodTillCancelled { get; } = new(TimeInForceKind.GoodTillCancelled);

    /// <summary>At once, what can be filled.</summary>
    public static TimeInForce ImmediateOrCancel { get; } = new(TimeInForceKind.ImmediateOrCancel);

    /// <summary>At once and whole, or not at all.</summary>
    public static TimeInForce FillOrKill { get; } = new(TimeInForceKind.FillOrKill);

    /// <summary>In the opening auction.</summary>
    public static TimeInForce AtOpen { get; } = new(TimeInForceKind.AtOpen);

    /// <summary>In the closing auction.</summary>
    public static TimeInForce AtClose { get; } = new(TimeInForceKind.AtClose);

    /// <summary>Until the end of <paramref name="day"/>, in the market's calendar.</summary>
    public static TimeInForce GoodTill(DateOnly day) => new(TimeInForceKind.GoodTillDate, day);
}
