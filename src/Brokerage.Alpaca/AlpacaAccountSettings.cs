namespace Brokerage.Alpaca;

/// <summary>Settings of an account. What Alpaca does not say is null.</summary>
public sealed record AlpacaAccountSettings
{
    /// <summary>Whether fractions of a share may be traded.</summary>
    public bool? FractionalTrading { get; init; }

    /// <summary>Whether orders may take part in the overnight session.</summary>
    public bool? OvernightTrading { get; init; }

    /// <summary>Whether the account may sell short.</summary>
    public bool? ShortSelling { get; init; }

    /// <summary>Whether the owner has stopped new orders.</summary>
    public bool? TradingSuspended { get; init; }

    /// <summary>The multiple of its equity that the account may use at most: 1, 2 or 4.</summary>
    public decimal? MaxMarginMultiplier { get; init; }

    /// <summary>The option level that the owner allows at most, from 0 (none) to 3.</summary>
    public int? MaxOptionLevel { get; init; }

    /// <summary>Whether publicly traded partnerships without an exception from withholding may be bought.</summary>
    public bool? PartnershipsWithoutException { get; init; }

    /// <summary>Which mails confirm trades, in Alpaca's word: <c>all</c> or <c>none</c>.</summary>
    public string? ConfirmationMails { get; init; }
}
