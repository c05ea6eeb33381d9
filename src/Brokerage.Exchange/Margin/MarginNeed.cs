namespace Brokerage.Exchange;

/// <summary>What positions ask of an account's equity (margin) or of its cash (cash accounts).</summary>
internal readonly record struct MarginNeed(decimal Initial, decimal Maintenance)
{
    public static MarginNeed operator +(MarginNeed one, MarginNeed other) =>
        new(one.Initial + other.Initial, one.Maintenance + other.Maintenance);
}
