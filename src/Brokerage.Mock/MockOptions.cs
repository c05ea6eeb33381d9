using Brokerage.Exchange;

namespace Brokerage.Mock;

/// <summary>How a Mock broker behaves. The defaults are a margin account with a realistic portfolio at moving prices.</summary>
public sealed class MockOptions
{
    /// <summary>The seed of prices and of random faults: the same seed and the same calls give the same history.</summary>
    public ulong Seed { get; set; } = 1;

    /// <summary>The accounts at the start. Default: <see cref="MockDefaults.Accounts"/>.</summary>
    public IReadOnlyList<AccountOpening> Accounts { get; set; } = MockDefaults.Accounts;

    /// <summary>What is listed; <see langword="null"/> lists well-known stocks, funds and coins at invented prices.</summary>
    public IReadOnlyList<Listing>? Listings { get; set; }

    /// <summary>A factor on how much prices move; 0 holds them still. Default: 1, as in life.</summary>
    public decimal Volatility { get; set; } = 1m;

    /// <summary>How often prices move; <see langword="null"/> moves them only by <see cref="SimulatedExchange.Step"/>. Default: every second.</summary>
    public TimeSpan? PriceInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>When the markets trade. Default: at every hour, so that a market order fills at once.</summary>
    public MarketMode Market { get; set; } = MarketMode.Open;

    /// <summary>How long every call takes. Default: nothing.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>How long the exchange takes over orders it has received. Default: nothing, so that a submit answers with the outcome.</summary>
    public ExchangeDelays Delays { get; set; } = new();

    /// <summary>Faults, to be switched on when they are wanted; also to be had from a connection by <c>GetService</c>.</summary>
    public MockFaults Faults { get; set; } = new();

    /// <summary>
    /// What goes wrong by itself, by rules and a seed: losses, latency, refusals, broken lines, events that come twice or late. Default: nothing.
    /// </summary>
    public FaultScript FaultScript { get; set; } = FaultScript.None;

    /// <summary>
    /// An exchange to trade on instead of one of its own: two connections to the same one meet in its book. It is not disposed here, and
    /// seed, listings, volatility, interval, market and delays are its own affair. <see cref="Accounts"/> are opened on it where missing.
    /// </summary>
    public SimulatedExchange? Exchange { get; set; }

    /// <summary>
    /// How this broker writes share classes: <c>.</c> (BRK.B) or <c>-</c> (BRK-B). Accounts and listings above are always written the suite's
    /// way; the exchange sees the broker's. Default: a dot.
    /// </summary>
    public char ClassShareSeparator { get; set; } = '.';

    /// <summary>Whose accounts the connection sees: those of the accounts above whose <see cref="AccountOpening.Login"/> is this one.</summary>
    public string Login { get; set; } = "default";
}
