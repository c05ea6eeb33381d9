namespace Brokerage;

/// <summary>An account of a connection as it is kept: what the broker said last, and what its user chose.</summary>
public sealed record StoredAccount
{
    /// <summary>The account.</summary>
    public required AccountRef Ref { get; init; }

    /// <summary>Its number, masked.</summary>
    public required string MaskedNumber { get; init; }

    /// <summary>Equal for the same account seen through two logins.</summary>
    public string? MergeKey { get; init; }

    /// <summary>The broker's name of it.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is open.</summary>
    public required AccountStatus Status { get; init; }

    /// <summary>The currency of its figures.</summary>
    public required Currency BaseCurrency { get; init; }

    /// <summary>Its user's own name for it.</summary>
    public string? Nickname { get; init; }

    /// <summary>Whether its user lets it count in totals over all accounts (<see cref="PortfolioQuery.OnlyCounted"/>).</summary>
    public bool IsCounted { get; init; } = true;

    /// <summary>When the broker said this (UTC).</summary>
    public required DateTimeOffset AsOf { get; init; }

    internal static StoredAccount Of(Account account) => new()
    {
        Ref = account.Ref,
        MaskedNumber = account.MaskedNumber,
        MergeKey = account.MergeKey,
        Name = account.Name,
        Status = account.Status.Value,
        BaseCurrency = account.BaseCurrency,
        AsOf = account.AsOf.Received,
    };
}
