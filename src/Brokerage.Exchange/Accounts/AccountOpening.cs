namespace Brokerage.Exchange;

/// <summary>How an account is opened, and by which rules it trades.</summary>
public sealed record AccountOpening
{
    /// <summary>The account's id; null for one made by the exchange.</summary>
    public string? Id { get; init; }

    /// <summary>Who may use it. Accounts with one login belong together.</summary>
    public string Login { get; init; } = "default";

    /// <summary>Its name for people.</summary>
    public string Name { get; init; } = "Individual";

    /// <summary>The currency of its figures.</summary>
    public Currency BaseCurrency { get; init; } = Currency.Usd;

    /// <summary>Cash or margin (Reg T).</summary>
    public MarginKind Kind { get; init; } = MarginKind.Cash;

    /// <summary>The first deposit, in the base currency, settled.</summary>
    public decimal Cash { get; init; }

    /// <summary>Further deposits in other currencies.</summary>
    public IReadOnlyList<Money> OtherCash { get; init; } = [];

    /// <summary>Holdings from the start, brought in from outside.</summary>
    public IReadOnlyList<OpeningHolding> Holdings { get; init; } = [];

    /// <summary>What it pays; null trades for free.</summary>
    public Brokerage.Markets.ICommissionModel? Commissions { get; init; }

    /// <summary>Whether the account may sell short; needs margin.</summary>
    public bool MayShort { get; init; } = true;

    /// <summary>0 no options, 1 covered calls and cash-secured puts, 2 also long options, 3 also spreads, 4 also uncovered.</summary>
    public int OptionLevel { get; init; } = 3;

    /// <summary>Whether a client id may be used once only. Off: any number of orders may share one.</summary>
    public bool UniqueClientIds { get; init; } = true;

    /// <summary>Whether proceeds can be spent before they are settled.</summary>
    public bool MaySpendUnsettled { get; init; } = true;

    /// <summary>Whether missing currency is bought at the exchange's rate when an order needs it.</summary>
    public bool ConvertsCurrency { get; init; } = true;

    /// <summary>Whether orders for a closed market are refused instead of waiting for the open.</summary>
    public bool RejectsWhenClosed { get; init; }

    /// <summary>Whether a replaced order keeps its id (as at IBKR and Tradier) instead of giving way to a new one.</summary>
    public bool ReplaceKeepsId { get; init; }
}
