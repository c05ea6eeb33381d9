using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Brokerage.Exchange;
using Brokerage.Mock.Mapping;

namespace Brokerage.Mock;

/// <summary>
/// What stays of a Mock broker when its connection is closed and opened again: the exchange, its accounts, and which attempts were submitted.
/// </summary>
internal sealed class MockWorld : IDisposable
{
    private static readonly ConditionalWeakTable<SimulatedExchange, string> Names = [];
    private static int _named;

    private readonly bool _owned;

    public MockWorld(MockOptions options, TimeProvider clock)
    {
        Options = options;
        Clock = clock;
        Symbols = new MockSymbols(options.ClassShareSeparator);
        _owned = options.Exchange is null;
        Exchange = options.Exchange ?? new SimulatedExchange(new ExchangeOptions
        {
            Seed = options.Seed,
            Clock = clock,
            Market = options.Market,
            StepInterval = options.PriceInterval,
            Volatility = options.Volatility,
            Listings = [.. (options.Listings ?? DefaultListings.All).Select(Symbols.Spell)],
            Delays = options.Delays,
        });
        Line = new ExchangeLine(Exchange, options.FaultScript);
        foreach (var opening in options.Accounts)
        {
            if (opening.Id is null || Exchange.FindAccount(AccountId.Parse(opening.Id)) is null)
                Exchange.OpenAccount(Symbols.Spell(opening));
        }
    }

    public MockOptions Options { get; }

    public TimeProvider Clock { get; }

    /// <summary>The suite's spelling of symbols and this broker's.</summary>
    public MockSymbols Symbols { get; }

    public SimulatedExchange Exchange { get; }

    /// <summary>The way to the exchange, on which things go wrong by the script.</summary>
    public ExchangeLine Line { get; }

    /// <summary>Attempts that were submitted, by client order id and number.</summary>
    public ConcurrentDictionary<(ClientOrderId Id, int Attempt), bool> Submitted { get; } = new();

    /// <summary>Tells two exchanges of this process apart, so that one account seen by two connections is known for one.</summary>
    public string ExchangeName => Names.GetValue(Exchange, static _ => $"exchange-{Interlocked.Increment(ref _named)}");

    public void Dispose()
    {
        if (_owned)
            Exchange.Dispose();
    }
}
