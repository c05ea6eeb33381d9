namespace Brokerage.Conformance.Tests.Differential;

/// <summary>What a story trades, by names that mean something at every test broker.</summary>
internal sealed class Things
{
    public const string Stock = "stock";
    public const string Shorted = "shorted";
    public const string Option = "option";
    public const string Further = "further";
    public const string Spread = "spread";
    public const string Coin = "coin";

    private readonly Dictionary<string, Instrument> _known = new(StringComparer.Ordinal);

    public Things(TestBroker broker)
    {
        _known[Stock] = broker.Stock;
        _known[Shorted] = broker.Shorted;
        if (broker.Coin is { } coin)
            _known[Coin] = coin;
        if (broker.Option is { } option)
            _known[Option] = option;
        if (broker.OtherOption is { } further)
            _known[Further] = further;
    }

    /// <summary>What the broker has, by name.</summary>
    public IEnumerable<string> Names => _known.Keys;

    public Instrument this[string name] => _known[name];

    /// <summary>The legs of an order: of a spread the two contracts, against each other.</summary>
    public IReadOnlyList<OrderLeg> LegsOf(string thing, Side side, PositionEffect effect)
    {
        if (thing != Spread)
            return [new OrderLeg(this[thing], side, effect)];
        var other = side == Side.Buy ? Side.Sell : Side.Buy;
        return [new OrderLeg(this[Option], side, PositionEffect.Open), new OrderLeg(this[Further], other, PositionEffect.Open)];
    }

    public string NameOf(Instrument instrument) =>
        _known.FirstOrDefault(pair => pair.Value == instrument).Key ?? instrument.ToString();
}
