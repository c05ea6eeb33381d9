namespace Brokerage;

/// <summary>How patiently the outcome of an order is looked for.</summary>
public sealed class OrderJournalOptions
{
    /// <summary>
    /// How many targeted looks beyond the broker's visibility delay must miss an order before it counts as never arrived. Default: 3.
    /// </summary>
    public int LooksToProveAbsence { get; set; } = 3;

    /// <summary>The pause before the second look; it doubles with every look. Default: 1 second.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two looks. Default: 1 minute.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long an order is looked for before only a person, or another channel, can settle it. Time in which the broker cannot be asked does not
    /// count. Default: 30 minutes.
    /// </summary>
    public TimeSpan LookFor { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// How long a new order waits for orders that an earlier run of the program left unsettled, before it is refused. Default: 10 seconds.
    /// </summary>
    public TimeSpan WaitForEarlierOrders { get; set; } = TimeSpan.FromSeconds(10);
}
