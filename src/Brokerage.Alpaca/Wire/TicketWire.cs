namespace Brokerage.Alpaca.Wire;

/// <summary>Our own: what lies in a sign-in ticket between its beginning and its end.</summary>
internal sealed record TicketWire
{
    public required string Name { get; init; }
    public required int Kind { get; init; }
    public required IReadOnlyList<int> Purposes { get; init; }
    public required IReadOnlyList<string> Prefixes { get; init; }
    public required string Application { get; init; }
    public string? Redirect { get; init; }
    public string? ExpectedSubject { get; init; }
}
