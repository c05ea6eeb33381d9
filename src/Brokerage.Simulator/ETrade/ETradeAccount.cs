using Brokerage.Exchange;
using Brokerage.Markets;

namespace Brokerage.Simulator;

/// <summary>One of the accounts of the user who signs in, as the broker's list shows it.</summary>
public sealed record ETradeAccount
{
    /// <summary>An account that is open on the exchange already; null to open one by <see cref="Opening"/>.</summary>
    public AccountId? Account { get; init; }

    /// <summary>
    /// How the account is opened where <see cref="Account"/> is null; the default is a margin account with 100,000 dollars that pays the broker's
    /// prices.
    /// </summary>
    public AccountOpening Opening { get; init; } = new() { Kind = MarginKind.Margin, Cash = 100_000m, Commissions = BrokerCommissions.ETrade };

    /// <summary>The broker's word for the owner or the plan, such as <c>INDIVIDUAL</c>, <c>JOINT</c> or <c>ROTHIRA</c>.</summary>
    public string Type { get; init; } = "INDIVIDUAL";

    /// <summary>The broker's word for how it trades, such as <c>IRA</c>; null for <c>CASH</c> or <c>MARGIN</c> by the account.</summary>
    public string? Mode { get; init; }

    /// <summary>The user's own name for it; may be empty.</summary>
    public string Nickname { get; init; } = "";

    /// <summary>Whether it was closed; the list goes on to show it.</summary>
    public bool IsClosed { get; init; }

    /// <summary>
    /// Units of holdings that a margin account keeps in its cash part: the portfolio shows them as a position of their own beside the rest
    /// of the same instrument.
    /// </summary>
    public IReadOnlyDictionary<Instrument, decimal> HeldInCash { get; init; } = new Dictionary<Instrument, decimal>();
}
