using Brokerage.Exchange;

namespace Brokerage.Simulator;

/// <summary>How a simulated E*TRADE is started.</summary>
public sealed record ETradeSimulatorOptions : SimulatorOptions
{
    /// <summary>Production, over the exchange, or the sandbox with its answers that never change.</summary>
    public ETradeMode Mode { get; init; } = ETradeMode.Production;

    /// <summary>The exchange behind it; null for one of its own, from the seed, the clock and the market hours.</summary>
    public SimulatedExchange? Exchange { get; init; }

    /// <summary>The accounts of the user who signs in, in the order of the list; none for one margin account with 100,000 dollars.</summary>
    public IReadOnlyList<ETradeAccount> Accounts { get; init; } = [];

    /// <summary>
    /// The address that the broker has registered for the application: signed-in users are sent there. Null as for most applications: the
    /// page shows a code to type.
    /// </summary>
    public Uri? Callback { get; init; }

    /// <summary>Whether the redirect to <see cref="Callback"/> names the request token beside the verifier; the broker's pages show the verifier alone.</summary>
    public bool CallbackNamesToken { get; init; }

    /// <summary>How many days a token lives, the day of its sign-in included; it ends at midnight in New York. The broker's support extends some keys.</summary>
    public int TokenDays { get; init; } = 1;

    /// <summary>Origins that signatures may be made for, beside the address listened on and <c>https://</c> with the Host header's host.</summary>
    public IReadOnlyList<Uri> SignedOrigins { get; init; } = [];

    /// <summary>How the names of fields are spelled.</summary>
    public ETradeCasing Casing { get; init; } = ETradeCasing.Recorded;

    /// <summary>In which form refusals leave.</summary>
    public ETradeErrorBodies ErrorBodies { get; init; } = ETradeErrorBodies.AsAsked;

    /// <summary>Whether answers lack the fields that the broker's sandbox leaves out, though they come from the exchange.</summary>
    public bool SandboxShapes { get; init; }

    /// <summary>Whether quotes are delayed, as for users who have not signed the agreement about market data.</summary>
    public bool DelayedQuotes { get; init; }

    /// <summary>How long a cancel takes on an exchange of its own; until then the order is CANCEL_REQUESTED and may fill.</summary>
    public TimeSpan CancelTakes { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a change takes on an exchange of its own.</summary>
    public TimeSpan ChangeTakes { get; init; }

    /// <summary>How long a preview can be placed.</summary>
    public TimeSpan PreviewLife { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Whether the market's refusals come after the receipt: such an order is placed and is REJECTED when it is read.
    /// </summary>
    public bool RejectsLate { get; init; }

    /// <summary>How an order is listed that is filled in part.</summary>
    public ETradePartialStatus PartlyFilled { get; init; } = ETradePartialStatus.Open;

    /// <summary>Messages to the user from the start.</summary>
    public IReadOnlyList<ETradeUserAlert> Alerts { get; init; } = [];
}
