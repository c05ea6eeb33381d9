namespace Brokerage.Exchange;

/// <summary>How a <see cref="SimulatedExchange"/> is set up. Two exchanges with equal options and equal calls have equal histories.</summary>
public sealed record ExchangeOptions
{
    /// <summary>The seed of every random choice. The same seed and the same calls at the same times give the same history.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The clock that stamps everything and drives the prices.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>When the markets trade. Crypto trades always, except with <see cref="MarketMode.Closed"/>.</summary>
    public MarketMode Market { get; init; } = MarketMode.Open;

    /// <summary>
    /// How long one price step takes. Steps that are due happen before any call is answered, and in the background by a timer of
    /// <see cref="Clock"/>. Null: prices move only by <see cref="SimulatedExchange.Step"/>.
    /// </summary>
    public TimeSpan? StepInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After a long pause of the clock at most so many steps are walked, each covering a longer stretch.</summary>
    public int MaxStepsAtOnce { get; init; } = 50_000;

    /// <summary>A factor on every listing's volatility; 0 holds the prices still.</summary>
    public decimal Volatility { get; init; } = 1m;

    /// <summary>What is listed at the start. Null: <see cref="DefaultListings.All"/>.</summary>
    public IReadOnlyList<Listing>? Listings { get; init; }

    /// <summary>How long the exchange takes over requests; zero answers with the final result at once.</summary>
    public ExchangeDelays Delays { get; init; } = new();

    /// <summary>How many of the latest order events <see cref="SimulatedExchange.GetOrderEvents"/> can still read. Subscribers get every event.</summary>
    public int EventHistory { get; init; } = 100_000;
}
