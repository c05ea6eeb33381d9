namespace Brokerage;

/// <summary>An order as JSON, without its account and its children. Names are stored: they never change.</summary>
internal sealed record OrderRow
{
    public required string Order { get; init; }

    public string? ClientOrderId { get; init; }

    public string? WireId { get; init; }

    public bool IsAddressable { get; init; }

    public required WordRow State { get; init; }

    public required WordRow Shape { get; init; }

    public int Role { get; init; }

    public required LegRow[] Legs { get; init; }

    public string? Parent { get; init; }

    public decimal? Units { get; init; }

    public MoneyRow? Cash { get; init; }

    public decimal Filled { get; init; }

    public decimal? AveragePrice { get; init; }

    public PriceRow? Price { get; init; }

    public string? Currency { get; init; }

    public TimeRow? TimeInForce { get; init; }

    public int? Sessions { get; init; }

    public bool? AllOrNone { get; init; }

    public string? Replaces { get; init; }

    public string? ReplacedBy { get; init; }

    public JournalRecord.ErrorRecord[]? Reasons { get; init; }

    public FeeRow[]? Fees { get; init; }

    public ExecutionRow[]? Executions { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset Received { get; init; }

    public DateTimeOffset? BrokerTime { get; init; }

    internal sealed record WordRow(int Value, string? Text);

    internal sealed record MoneyRow(decimal Amount, string Currency)
    {
        internal static MoneyRow Of(Money money) => new(money.Amount, money.Currency.Code);

        internal Money ToMoney() => new(Amount, Brokerage.Currency.Parse(Currency));
    }

    internal sealed record LegRow(
        string Instrument, int Side, int Effect, int Ratio, string? Order, string? RawAction, decimal? Quantity, decimal Filled, decimal? AveragePrice);

    internal sealed record TimeRow(int Kind, DateOnly? Until, string? Text);

    internal sealed record FeeRow(string Kind, MoneyRow Amount);

    internal sealed record ExecutionRow(
        string? Id, bool IsDerived, int LegIndex, decimal Quantity, decimal Price, decimal CumulativeAfter, DateTimeOffset? Time, string? Corrects, MoneyRow? Commission);

    internal sealed record PriceRow(string Kind, decimal? Price = null, decimal? Trigger = null, decimal? Distance = null, bool? InPercent = null, decimal? Offset = null, int? Basis = null, string? Text = null)
    {
        internal static PriceRow Of(PriceTerms terms) => terms switch
        {
            PriceTerms.Market => new("market"),
            PriceTerms.Limit limit => new("limit", limit.Price),
            PriceTerms.Stop stop => new("stop", Trigger: stop.Trigger, Basis: (int)stop.Basis),
            PriceTerms.StopLimit both => new("stop-limit", both.Price, both.Trigger, Basis: (int)both.Basis),
            PriceTerms.Trailing trailing => new("trailing", Distance: trailing.Distance, InPercent: trailing.InPercent, Offset: trailing.LimitOffset, Basis: (int)trailing.Basis),
            PriceTerms.Other other => new("other", Text: other.Text),
            _ => throw new ArgumentException("Price terms are a closed set.", nameof(terms)),
        };

        internal PriceTerms ToTerms() => Kind switch
        {
            "market" => new PriceTerms.Market(),
            "limit" => new PriceTerms.Limit(Given(Price)),
            "stop" => new PriceTerms.Stop(Given(Trigger), (TriggerBasis)(Basis ?? 0)),
            "stop-limit" => new PriceTerms.StopLimit(Given(Trigger), Given(Price), (TriggerBasis)(Basis ?? 0)),
            "trailing" => new PriceTerms.Trailing(Given(Distance), InPercent ?? false, Offset, (TriggerBasis)(Basis ?? 0)),
            "other" => new PriceTerms.Other(Text ?? ""),
            _ => throw new FormatException("The stored price is of no known kind."),
        };

        private static decimal Given(decimal? number) => number ?? throw new FormatException("The stored price lacks a number.");
    }
}
