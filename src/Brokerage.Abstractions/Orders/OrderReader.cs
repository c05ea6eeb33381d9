namespace Brokerage;

/// <summary>Canonical bytes back into orders. Whatever cannot be an order is a <see cref="FormatException"/>.</summary>
internal static class OrderReader
{
    internal static PreparedOrder Prepared(ref CanonicalReader reader) => new()
    {
        Intent = Intent(ref reader),
        Attempt = reader.Int(),
        WireId = reader.OptionalClass(static (ref r) => r.Text()),
        Evidence = reader.Text(),
        PreparedAt = reader.Time(),
        ExpiresAt = reader.OptionalStruct(static (ref r) => r.Time()),
        Preview = reader.OptionalClass(Preview),
        Approvals = reader.List(Approval),
    };

    internal static OrderIntent Intent(ref CanonicalReader reader)
    {
        var kind = reader.Byte();
        var account = new AccountRef(Connection(reader.Text()), Broker(reader.Text()), Account(reader.Text()));
        if (!ClientOrderId.TryParse(reader.Text(), out var id)) throw CanonicalReader.Damaged();

        return kind switch
        {
            1 => new OrderIntent.New(account, id, Plan(ref reader, 0)),
            2 => new OrderIntent.Replace(account, id, Order(reader.Text()), Change(ref reader)),
            _ => throw CanonicalReader.Damaged(),
        };
    }

    private static OrderChange Change(ref CanonicalReader reader) => new(
        reader.OptionalStruct(static (ref r) => r.Decimal()), reader.OptionalClass(Price), reader.OptionalClass(TimeInForce));

    private static OrderPlan Plan(ref CanonicalReader reader, int depth)
    {
        if (depth > OrderWriter.MaxDepth) throw CanonicalReader.Damaged();

        return reader.Byte() switch
        {
            1 => new OrderPlan.Single(Spec(ref reader)),
            2 => new OrderPlan.OneCancels(reader.List((ref r) => Plan(ref r, depth + 1))),
            3 => new OrderPlan.OneTriggers(Spec(ref reader), Plan(ref reader, depth + 1)),
            _ => throw CanonicalReader.Damaged(),
        };
    }

    private static OrderSpec Spec(ref CanonicalReader reader) => new()
    {
        Legs = reader.List(Leg),
        Quantity = Quantity(ref reader),
        Price = Price(ref reader),
        TimeInForce = TimeInForce(ref reader),
        Sessions = Sessions(reader.Int()),
        AllOrNone = reader.Bool(),
        Extras = Extras(ref reader),
    };

    private static Dictionary<string, string> Extras(ref CanonicalReader reader)
    {
        var pairs = reader.List(static (ref r) => (Key: r.Text(), Value: r.Text()));
        var extras = new Dictionary<string, string>(pairs.Length, StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if (!extras.TryAdd(key, value)) throw CanonicalReader.Damaged();
        }

        return extras;
    }

    private static OrderLeg Leg(ref CanonicalReader reader)
    {
        if (!Instrument.TryParse(reader.Text(), out var instrument)) throw CanonicalReader.Damaged();
        return new OrderLeg(instrument, reader.Word<Side>(), reader.Word<PositionEffect>(), reader.Int());
    }

    private static OrderQuantity Quantity(ref CanonicalReader reader) => reader.Byte() switch
    {
        1 => new OrderQuantity.Units(reader.Decimal()),
        2 => new OrderQuantity.Cash(Money(ref reader)),
        _ => throw CanonicalReader.Damaged(),
    };

    private static PriceTerms Price(ref CanonicalReader reader) => reader.Byte() switch
    {
        1 => new PriceTerms.Market(),
        2 => new PriceTerms.Limit(reader.Decimal()),
        3 => new PriceTerms.Stop(reader.Decimal(), reader.Word<TriggerBasis>()),
        4 => new PriceTerms.StopLimit(reader.Decimal(), reader.Decimal(), reader.Word<TriggerBasis>()),
        5 => new PriceTerms.Trailing(
            reader.Decimal(), reader.Bool(), reader.OptionalStruct(static (ref r) => r.Decimal()), reader.Word<TriggerBasis>()),
        6 => new PriceTerms.Other(reader.Text()),
        _ => throw CanonicalReader.Damaged(),
    };

    private static TimeInForce TimeInForce(ref CanonicalReader reader) => new(
        reader.Word<TimeInForceKind>(),
        reader.OptionalStruct(static (ref r) => r.Day()),
        reader.OptionalClass(static (ref r) => r.Text()));

    private static OrderPreview Preview(ref CanonicalReader reader) => new()
    {
        Source = reader.Word<Support>(),
        Notices = reader.List(static (ref r) => new Notice(
            r.Word<NoticeSeverity>(), r.OptionalClass(static (ref inner) => inner.Text()), r.Text())
        {
            Field = r.OptionalClass(static (ref inner) => inner.Text()),
        }),
        Commission = reader.OptionalClass(static (ref r) => new MoneyRange(Money(ref r), Money(ref r))),
        EstimatedTotal = reader.OptionalStruct(Money),
        InitialMarginChange = reader.OptionalStruct(static (ref r) => r.Decimal()),
        BuyingPowerAfter = reader.OptionalStruct(static (ref r) => r.Decimal()),
    };

    private static Approval Approval(ref CanonicalReader reader) =>
        new(reader.Text(), reader.Text(), reader.Text(), reader.Text(), reader.Time());

    private static Money Money(ref CanonicalReader reader)
    {
        var amount = reader.Decimal();
        return Currency.TryParse(reader.Text(), out var currency) ? new Money(amount, currency) : throw CanonicalReader.Damaged();
    }

    private static Sessions Sessions(int value) =>
        (value & ~(int)(Brokerage.Sessions.Extended | Brokerage.Sessions.Overnight)) == 0 ? (Sessions)value : throw CanonicalReader.Damaged();

    private static ConnectionId Connection(string text) => ConnectionId.TryParse(text, out var id) ? id : throw CanonicalReader.Damaged();

    private static BrokerId Broker(string text) => BrokerId.TryParse(text, out var id) ? id : throw CanonicalReader.Damaged();

    private static AccountId Account(string text) => AccountId.TryParse(text, out var id) ? id : throw CanonicalReader.Damaged();

    private static OrderId Order(string text) => OrderId.TryParse(text, out var id) ? id : throw CanonicalReader.Damaged();
}
