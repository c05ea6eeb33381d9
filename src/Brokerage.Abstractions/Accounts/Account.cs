namespace Brokerage;

/// <summary>An account at a broker.</summary>
public sealed record Account
{
    /// <summary>The account, with the connection that sees it.</summary>
    public required AccountRef Ref { get; init; }

    /// <summary>The number as it may be shown: at most its last four characters are real.</summary>
    public required string MaskedNumber { get; init; }

    /// <summary>A keyed hash of broker and real number: equal for the same account seen through two logins, which then counts once.</summary>
    public string? MergeKey { get; init; }

    /// <summary>The broker's or user's name of it.</summary>
    public required string Name { get; init; }

    /// <summary>How it may borrow.</summary>
    public required Raw<MarginKind> Margin { get; init; }

    /// <summary>Whose it is.</summary>
    public required Raw<Registration> Registration { get; init; }

    /// <summary>What it is open for.</summary>
    public required Raw<AccountStatus> Status { get; init; }

    /// <summary>The currency of its balance's figures.</summary>
    public required Currency BaseCurrency { get; init; }

    /// <summary>What it may trade, as far as the broker tells; an absent class is not told.</summary>
    public IReadOnlyDictionary<AssetClass, bool> MayTrade { get; init; } = NothingTold;

    /// <summary>May it sell short?</summary>
    public bool? MayShort { get; init; }

    /// <summary>The broker's option level; what a level allows is the broker's own affair.</summary>
    public int? OptionLevel { get; init; }

    /// <summary>Day trades that the broker counts in its current window, where it counts them.</summary>
    public int? DayTrades { get; init; }

    /// <summary>The day it was opened.</summary>
    public DateOnly? OpenedOn { get; init; }

    /// <summary>How old this is.</summary>
    public required AsOf AsOf { get; init; }

    private static IReadOnlyDictionary<AssetClass, bool> NothingTold { get; } = new Dictionary<AssetClass, bool>();
}
