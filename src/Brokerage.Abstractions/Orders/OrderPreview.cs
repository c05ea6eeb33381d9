namespace Brokerage;

/// <summary>What an order would cost and need. Costs are positive when paid.</summary>
public sealed record OrderPreview
{
    /// <summary>Who says so: Native for the broker's own preview, Emulated for our estimate.</summary>
    public required Support Source { get; init; }

    /// <summary>What the broker says about the order.</summary>
    public required IReadOnlyList<Notice> Notices { get; init; }

    /// <summary>The commission and fees.</summary>
    public MoneyRange? Commission { get; init; }

    /// <summary>The whole amount, commission included: positive when paid, negative when received.</summary>
    public Money? EstimatedTotal { get; init; }

    /// <summary>By how much the initial margin requirement would change, in the account's base currency.</summary>
    public decimal? InitialMarginChange { get; init; }

    /// <summary>The buying power that would be left, in the account's base currency.</summary>
    public decimal? BuyingPowerAfter { get; init; }
}
