namespace Brokerage.ETrade.Wire;

/// <summary>What a ticket keeps for the second half of a sign-in. Ours, and sealed: E*TRADE never sees it. No record, which would print itself.</summary>
internal sealed class SignInTicketWire
{
    public string? Name { get; set; }
    public int Kind { get; set; }
    public int[]? Purposes { get; set; }
    public string[]? Prefixes { get; set; }
    public string? Application { get; set; }
    public string? TokenSecret { get; set; }
}
