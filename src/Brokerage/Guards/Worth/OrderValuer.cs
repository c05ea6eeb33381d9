namespace Brokerage;

/// <summary>Reads what it takes to value an order, through the guarded connection, and values it.</summary>
internal sealed class OrderValuer(IBrokerageConnection connection, decimal collar)
{
    // Nothing is ever added to it.
    private readonly PriceFacts _nothingRead = new(collar);

    /// <summary>What the plan may do and cost at worst.</summary>
    /// <exception cref="BrokerageException">It cannot be told: a price is missing, or could not be read.</exception>
    public ValueTask<OrderWorth> OfAsync(OrderPlan plan, CancellationToken cancellationToken = default) =>
        NeedsReading(plan) ? ReadAsync(plan, cancellationToken) : ValueTask.FromResult(Of(plan));

    /// <summary>The same of a plan that nothing must be read for.</summary>
    public OrderWorth Of(OrderPlan plan) => PlanWorth.Of(plan, _nothingRead);

    /// <summary>What such a plan may be worth, and nothing else.</summary>
    public Money ValueOf(OrderPlan.Single plan) =>
        new(SpecWorth.ValueOf(plan.Spec, _nothingRead), _nothingRead.CurrencyOf(plan.Spec.Legs[0].Instrument));

    /// <summary>Whether anything must be read to value the plan.</summary>
    public static bool NeedsReading(OrderPlan plan) => plan is not OrderPlan.Single { Spec: var spec } || !SpecWorth.IsPriced(spec)
        || !IsKnown(spec.Legs[0].Instrument) || PriceFacts.NeedsInfo(spec.Legs[0].Instrument);

    private static bool IsKnown(Instrument instrument) => instrument
        is Instrument.Equity or Instrument.Fund or Instrument.Option or Instrument.Crypto or Instrument.Forex or Instrument.Future;

    private async ValueTask<OrderWorth> ReadAsync(OrderPlan plan, CancellationToken cancellationToken)
    {
        var facts = new PriceFacts(collar);
        var quotes = new HashSet<Instrument>();
        foreach (var spec in PlanWorth.SpecsOf(plan))
        {
            foreach (var leg in spec.Legs)
            {
                if (!IsKnown(leg.Instrument)) throw WorthErrors.Of($"No worst case is defined for {leg.Instrument.AssetClass} ({leg.Instrument}).");
                if (!SpecWorth.IsPriced(spec)) quotes.Add(leg.Instrument);
                await ReadInfoAsync(leg, facts, quotes, cancellationToken).ConfigureAwait(false);
            }
        }

        // Without any source of prices what needs one is refused, and what does not can still go.
        if (quotes.Count > 0 && connection.MarketData is { } data)
        {
            var answer = await data.GetQuotesAsync(quotes, cancellationToken).ConfigureAwait(false);
            foreach (var quote in answer.Items) facts.Add(quote);
        }

        return PlanWorth.Of(plan, facts);
    }

    private async ValueTask ReadInfoAsync(OrderLeg leg, PriceFacts facts, HashSet<Instrument> quotes, CancellationToken cancellationToken)
    {
        var isShortCall = leg is { Side: Side.Sell, Instrument: Instrument.Option { IsCall: true } };
        if (!isShortCall && !PriceFacts.NeedsInfo(leg.Instrument)) return;

        try
        {
            facts.Add(leg.Instrument, await Data().GetInstrumentAsync(leg.Instrument, cancellationToken).ConfigureAwait(false));
        }
        catch (BrokerageException) when (!PriceFacts.NeedsInfo(leg.Instrument))
        {
            // The root names the underlying of most options; whether there is a quote for it decides.
        }

        if (isShortCall) quotes.Add(facts.UnderlyingOf((Instrument.Option)leg.Instrument));
    }

    private IMarketData Data() =>
        connection.MarketData ?? throw WorthErrors.Of("The connection has no prices, so nobody can tell what the order may cost.");
}
