using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Mapping;

namespace Brokerage.Simulator.Alpaca;

/// <summary>The broker's desk: one account on the exchange, and what the broker knows of assets beside it.</summary>
internal sealed class AlpacaDesk
{
    private long _clientOrderIds;

    public AlpacaDesk(SimulatedExchange exchange, AccountId account, AlpacaSimulatorOptions options)
    {
        Exchange = exchange;
        Account = account;
        Options = options;
        Ids = new WireIds(options.Seed);
        Orders = new OrderMapping(Ids, id => exchange.FindOrder(account, id));
        Assets = new AssetBook(exchange, Ids);
        Hours = new AlpacaHours(options.Market, options.Time);
    }

    public SimulatedExchange Exchange { get; }

    public AccountId Account { get; }

    public AlpacaSimulatorOptions Options { get; }

    public WireIds Ids { get; }

    public OrderMapping Orders { get; }

    public AssetBook Assets { get; }

    public AlpacaHours Hours { get; }

    /// <summary>The broker's own id for an order whose client gave none; never one that a client would choose.</summary>
    public string NewClientOrderId() => Ids.Other($"client order {Account.Value} {Interlocked.Increment(ref _clientOrderIds)}");

    public IReadOnlyDictionary<string, string> TagsForNewOrder(Instrument? instrument) =>
        instrument is Instrument.Crypto || Hours.IsOpen
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal) { [OrderMapping.TakenClosed] = "yes" };

    public Listing Listing(Instrument instrument) =>
        Assets.Find(instrument) ?? throw new InvalidOperationException($"{instrument} is not listed.");

    public Listing FindForOrder(string? symbol)
    {
        if (string.IsNullOrWhiteSpace(symbol))
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("symbol is required"));
        }

        return Assets.Find(symbol) is { } listing
            ? listing.Tradable ? listing : throw new AlpacaRefusal(AlpacaErrors.Unprocessed($"asset \"{symbol}\" is not tradable"))
            : throw new AlpacaRefusal(AlpacaErrors.OrderAssetNotFound(symbol));
    }

    /// <summary>Prices over time, oldest first.</summary>
    public IReadOnlyList<Bar> Bars(Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to) =>
        Exchange.GetBars(instrument, size, from, to);

    public ExchangeAccount ReadAccount() => Exchange.FindAccount(Account) ?? throw new InvalidOperationException("The exchange has lost the account.");

    public ExchangePosition? Position(Instrument instrument) => Exchange.FindPosition(Account, instrument);

    /// <summary>What a plain buy or sell does follows from what is held, as the broker's position_intent shows.</summary>
    public PositionEffect ResolveEffect(Listing listing, Side side, PositionEffect asked)
    {
        var held = Position(listing.Instrument)?.Quantity ?? 0;
        if (asked is not PositionEffect.Unspecified)
        {
            return asked;
        }

        if (side is Side.Sell && listing.Instrument is Instrument.Crypto)
        {
            return PositionEffect.Close;
        }

        var closes = side is Side.Sell ? held > 0 : held < 0;
        return closes ? PositionEffect.Close : PositionEffect.Open;
    }

    public void RequireExit(OrderLeg leg)
    {
        if (leg.Effect is not PositionEffect.Close)
        {
            throw new AlpacaRefusal(AlpacaErrors.Unprocessed("oco orders must be exit orders"));
        }
    }

    /// <summary>
    /// The broker refuses an order that could trade with one of the account's own: a market order against any working order of
    /// the other side, a priced one where the prices cross.
    /// </summary>
    public void CheckAgainstMarket(OrderSpec spec)
    {
        var leg = spec.Legs[0];
        var others = Exchange.GetOrders(Account, new OrderFilter { IsOpen = true, Instrument = leg.Instrument });
        if (others.Any(other => other.Spec is { Legs.Count: 1 } working
            && other.State is not OrderState.Held
            && working.Legs[0].Side != leg.Side
            && !IsPartOfGroup(other)
            && MayCross(leg.Side is Side.Buy ? spec.Price : working.Price, leg.Side is Side.Buy ? working.Price : spec.Price)))
        {
            throw new AlpacaRefusal(AlpacaErrors.Refused("potential wash trade detected. use complex orders"));
        }
    }

    private static bool IsPartOfGroup(ExchangeOrder order) => order.Root != order.Id || order.Children.Count > 0;

    private static bool MayCross(PriceTerms buy, PriceTerms sell) => (PriceOf(buy), PriceOf(sell)) switch
    {
        ({ } bid, { } ask) => bid >= ask,
        _ => true,
    };

    // A plain stop becomes a market order, so it has no price that protects.
    private static decimal? PriceOf(PriceTerms terms) => terms switch
    {
        PriceTerms.Limit limit => limit.Price,
        PriceTerms.StopLimit limit => limit.Price,
        _ => null,
    };
}
