using Brokerage.Exchange;

namespace Brokerage.Simulator;

/// <summary>How a simulated Alpaca is started.</summary>
public sealed record AlpacaSimulatorOptions : SimulatorOptions
{
    /// <summary>The exchange behind it; null for one of its own, from the seed, the clock and the market hours above.</summary>
    public SimulatedExchange? Exchange { get; init; }

    /// <summary>An account that is open on <see cref="Exchange"/> already; null to open one.</summary>
    public AccountId? Account { get; init; }

    /// <summary>How the account is opened where <see cref="Account"/> is null; the default is a margin account with 100,000 dollars.</summary>
    public AccountOpening Opening { get; init; } = new() { Kind = MarginKind.Margin, Cash = 100_000m };

    /// <summary>Whether it plays the live hosts instead of the paper ones: the keys begin with AK, and tokens are bound to live.</summary>
    public bool Live { get; init; }

    /// <summary>The requests per minute that the headers report, and that <see cref="PacingMode.Strict"/> enforces.</summary>
    public int RequestsPerMinute { get; init; } = 200;

    /// <summary>
    /// Whether one credential has one connection per stream, as at the broker: a second one is refused, and so is any for 90 seconds
    /// after one broke without goodbye.
    /// </summary>
    public bool GhostSessions { get; init; }

    /// <summary>How many symbols a data stream may subscribe to; null for any number. The broker's free plan has 30.</summary>
    public int? SymbolLimit { get; init; }

    /// <summary>
    /// Whether the market's refusals come after the receipt: such an order is answered with 200 and is rejected when it is read, as at the
    /// broker where an order passes its own checks and fails further on.
    /// </summary>
    public bool RejectsLate { get; init; }

    /// <summary>The one address to which the sign-in page sends users back.</summary>
    public string RedirectUri { get; init; } = "http://127.0.0.1:8765/callback";
}
