using System.Globalization;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>
/// Orders as short texts, so that tables of hundreds stay readable:
/// <c>buy AAPL 10 limit:150 day</c>, <c>sto C190 + bto C200 2 limit:-1.2 gtc</c>, <c>buy AAPL 10 market => [sell AAPL 10 limit:160 | sell AAPL 10 stop:140]</c>.
/// </summary>
internal static class OrderText
{
    public static AccountRef Account(string broker = "test") =>
        new(ConnectionId.Parse("c1"), BrokerId.Parse(broker), AccountId.Parse("A-1"));

    public static OrderIntent Intent(string broker, string text) =>
        text.StartsWith("change ", StringComparison.Ordinal)
            ? new OrderIntent.Replace(Account(broker), ClientOrderId.Parse("id-1"), OrderId.Parse("77"), Change(text[7..]))
            : new OrderIntent.New(Account(broker), ClientOrderId.Parse("id-1"), Plan(text));

    public static OrderPlan Plan(string text)
    {
        text = text.Trim();
        var arrow = text.IndexOf("=>", StringComparison.Ordinal);
        if (!text.StartsWith('[') && arrow > 0) return new OrderPlan.OneTriggers(Spec(text[..arrow]), Plan(text[(arrow + 2)..]));
        return text.StartsWith('[') ? new OrderPlan.OneCancels([.. text.Trim('[', ']').Split('|').Select(Plan)]) : new OrderPlan.Single(Spec(text));
    }

    public static OrderSpec Spec(string text)
    {
        Queue<string> words = new(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        List<OrderLeg> legs = [Leg(words)];
        while (words.TryPeek(out var plus) && plus is "+")
        {
            words.Dequeue();
            legs.Add(Leg(words));
        }

        var spec = new OrderSpec { Legs = legs, Quantity = Quantity(words.Dequeue()), Price = Price(words.Dequeue()), TimeInForce = TimeInForce.Day };
        return words.Aggregate(spec, Term);
    }

    public static Instrument Thing(string symbol) => symbol switch
    {
        _ when symbol[0] is 'C' or 'P' && decimal.TryParse(symbol.AsSpan(1), CultureInfo.InvariantCulture, out var strike) =>
            new Instrument.Option("AAPL", new DateOnly(2027, 1, 15), strike, symbol[0] == 'C'),
        "ES" => new Instrument.Future("ES", 2027, 3, "XCME"),
        _ => Instrument.Parse(symbol),
    };

    private static OrderLeg Leg(Queue<string> words)
    {
        var (side, effect) = words.Dequeue() switch
        {
            "buy" => (Side.Buy, PositionEffect.Unspecified),
            "sell" => (Side.Sell, PositionEffect.Unspecified),
            "short" or "sto" => (Side.Sell, PositionEffect.Open),
            "cover" or "btc" => (Side.Buy, PositionEffect.Close),
            "bto" => (Side.Buy, PositionEffect.Open),
            "stc" => (Side.Sell, PositionEffect.Close),
            var other => throw new FormatException(other),
        };
        var parts = words.Dequeue().Split('*');
        return new OrderLeg(Thing(parts[0]), side, effect, parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
    }

    private static OrderQuantity Quantity(string text) => text[0] switch
    {
        '$' => new OrderQuantity.Cash(Money.Usd(Number(text[1..]))),
        '€' => new OrderQuantity.Cash(new Money(Number(text[1..]), Currency.Eur)),
        _ => new OrderQuantity.Units(Number(text)),
    };

    private static PriceTerms Price(string text)
    {
        var (kind, figures) = Split(text);
        return kind switch
        {
            "market" => new PriceTerms.Market(),
            "limit" => new PriceTerms.Limit(figures[0]),
            "stop" => new PriceTerms.Stop(figures[0]),
            "stopbid" => new PriceTerms.Stop(figures[0], TriggerBasis.Bid),
            "stoplimit" => new PriceTerms.StopLimit(figures[0], figures[1]),
            "trail" => new PriceTerms.Trailing(figures[0], false),
            "trailpct" => new PriceTerms.Trailing(figures[0], true),
            "traillimit" => new PriceTerms.Trailing(figures[0], false, figures[1]),
            "other" => new PriceTerms.Other("PEGGED"),
            _ => throw new FormatException(text),
        };
    }

    private static OrderSpec Term(OrderSpec spec, string word) => word switch
    {
        "pre" => spec with { Sessions = Sessions.Pre },
        "post" => spec with { Sessions = Sessions.Post },
        "ext" => spec with { Sessions = Sessions.Extended },
        "night" => spec with { Sessions = Sessions.Overnight },
        "ext+night" => spec with { Sessions = Sessions.Extended | Sessions.Overnight },
        "nosession" => spec with { Sessions = Sessions.None },
        "nowhen" => spec with { Sessions = (Sessions)64 },
        "aon" => spec with { AllOrNone = true },
        _ when word.StartsWith("x:", StringComparison.Ordinal) => spec with { Extras = Extra(spec, word[2..]) },
        _ => spec with { TimeInForce = Time(word) },
    };

    private static Dictionary<string, string> Extra(OrderSpec spec, string pair)
    {
        var parts = pair.Split('=');
        return new Dictionary<string, string>(spec.Extras, StringComparer.Ordinal) { [parts[0]] = parts[1] };
    }

    private static TimeInForce Time(string word)
    {
        var parts = word.Split(':');
        DateOnly? until = parts.Length == 2 ? DateOnly.ParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        return new TimeInForce(
            parts[0] switch
            {
                "day" => TimeInForceKind.Day,
                "gtc" => TimeInForceKind.GoodTillCancelled,
                "gtd" => TimeInForceKind.GoodTillDate,
                "ioc" => TimeInForceKind.ImmediateOrCancel,
                "fok" => TimeInForceKind.FillOrKill,
                "open" => TimeInForceKind.AtOpen,
                "close" => TimeInForceKind.AtClose,
                "unknown" => TimeInForceKind.Unknown,
                "weird" => (TimeInForceKind)99,
                _ => throw new FormatException(word),
            },
            until);
    }

    private static OrderChange Change(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Aggregate(new OrderChange(), (change, word) => word switch
    {
        _ when word.StartsWith("qty:", StringComparison.Ordinal) => change with { TotalQuantity = Number(word[4..]) },
        _ when word.StartsWith("tif:", StringComparison.Ordinal) => change with { TimeInForce = Time(word[4..]) },
        "nothing" => change,
        _ => change with { Price = Price(word) },
    });

    private static (string Kind, decimal[] Figures) Split(string text)
    {
        var parts = text.Split(':');
        return (parts[0], parts.Length == 1 ? [] : [.. parts[1].Split('/').Select(Number)]);
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
