using Brokerage.Exchange;

namespace Brokerage.Mock;

/// <summary>What a Mock broker holds when nobody says otherwise.</summary>
public static class MockDefaults
{
    /// <summary>One margin account with cash, shares, a fund and a coin, some at a profit and some at a loss.</summary>
    public static IReadOnlyList<AccountOpening> Accounts { get; } =
    [
        new AccountOpening
        {
            Id = "MOCK-1001",
            Name = "Mock margin account",
            Kind = MarginKind.Margin,
            Cash = 25_000m,
            Holdings =
            [
                new OpeningHolding(new Instrument.Equity("AAPL"), 40m, 172.35m),
                new OpeningHolding(new Instrument.Equity("BRK.B"), 12m, 395.10m),
                new OpeningHolding(new Instrument.Equity("TSLA"), 15m, 268.40m),
                new OpeningHolding(new Instrument.Equity("VTI"), 60m, 241.75m),
                new OpeningHolding(new Instrument.Crypto("BTC", "USD"), 0.15m, 48_250m),
            ],
        },
    ];
}
