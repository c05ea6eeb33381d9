namespace Brokerage.Abstractions.Tests;

/// <summary>Random values of the contract's types, from a seed: everything that can be said, hostile texts included.</summary>
internal sealed class RandomContract(ulong seed)
{
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static readonly string[] Texts = ["", " ", "a", "ß – 漢字 😀", "quote\" \\ /", "line\r\nbreak", "\0\u0001", "{\"json\":1}", "<html>"];
    private readonly Random _random = new(unchecked((int)(seed ^ (seed >> 32))));

    internal int Below(int limit) => _random.Next(limit);

    internal bool Coin() => _random.Next(2) == 0;

    internal decimal Decimal()
    {
        var value = new decimal(_random.Next(), _random.Next(), Below(3) == 0 ? _random.Next() : 0, Coin(), (byte)_random.Next(29));
        return Below(4) == 0 ? decimal.Round(value, 2) : value;
    }

    internal string Code(int min, int max) => new([.. Enumerable.Range(0, _random.Next(min, max + 1)).Select(_ => Upper[Below(Upper.Length)])]);

    internal string Text() => Below(3) == 0 ? Texts[Below(Texts.Length)] : Code(0, 40);

    internal string Printable(int max) => new([.. Enumerable.Range(0, _random.Next(1, max + 1)).Select(_ => (char)_random.Next('!', '~' + 1))]);

    internal DateTimeOffset Time() => new(_random.NextInt64(DateTime.MaxValue.Ticks), TimeSpan.Zero);

    internal DateOnly Day() => new(_random.Next(2000, 2100), _random.Next(1, 13), _random.Next(1, 29));

    internal T Word<T>()
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>();
        return words[Below(words.Length)];
    }

    internal T? Maybe<T>(Func<T> make)
        where T : struct => Coin() ? make() : null;

    internal T? MaybeObject<T>(Func<T> make)
        where T : class => Coin() ? make() : null;

    internal List<T> Some<T>(Func<T> make, int max = 4) => [.. Enumerable.Range(0, Below(max + 1)).Select(_ => make())];

    internal string Damage(string text)
    {
        var letters = text.ToList();
        switch (Below(4))
        {
            case 0: letters[Below(letters.Count)] = (char)_random.Next(1, 300); break;
            case 1: letters.RemoveAt(Below(letters.Count)); break;
            case 2: letters.Insert(Below(letters.Count + 1), (char)_random.Next(1, 300)); break;
            default: letters.AddRange(text); break;
        }

        return new string([.. letters]);
    }

    internal Instrument Instrument() => Below(10) switch
    {
        0 => new Instrument.Equity(Symbol()),
        1 => new Instrument.Equity(Symbol(), Code(2, 10)),
        2 => new Instrument.Option(Code(1, 6), Day(), _random.Next(1, 100_000_000) / 1000m, Coin()),
        3 => new Instrument.Fund(Symbol()),
        4 => new Instrument.Bond(Code(1, 24)),
        5 => new Instrument.Index(Symbol()),
        6 => Future(),
        7 => new Instrument.FutureOption(Future(), Decimal(), Coin(), Day()),
        8 => Coin() ? new Instrument.Forex(Currency(), Currency()) : new Instrument.Crypto(Code(1, 16), Code(1, 16)),
        _ => new Instrument.Unclassified(BrokerId.Parse(Code(1, 32)), Printable(128), MaybeObject(() => Printable(64))),
    };

    internal OrderIntent Intent()
    {
        var account = new AccountRef(ConnectionId.Parse(Printable(40)), BrokerId.Parse(Code(1, 10)), AccountId.Parse(Printable(40)));
        var id = ClientOrderId.Parse(Code(1, 64));
        return Below(4) == 0
            ? new OrderIntent.Replace(account, id, OrderId.Parse(Printable(40)), new OrderChange(Maybe(Decimal), MaybeObject(Price), MaybeObject(TimeInForce)))
            : new OrderIntent.New(account, id, Plan(0));
    }

    internal PreparedOrder Prepared() => new()
    {
        Intent = Intent(),
        Attempt = _random.Next(1, 1000),
        WireId = MaybeObject(() => Printable(64)),
        Evidence = Text(),
        PreparedAt = Time(),
        ExpiresAt = Maybe(Time),
        Preview = MaybeObject(Preview),
        Approvals = Some(() => new Approval(Text(), Text(), Text(), Text(), Time())),
    };

    internal ConnectionSecrets Secrets() => new()
    {
        Scheme = Text(),
        Values = Some(Text, 6).Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => new Secret(Text()), StringComparer.Ordinal),
        LoggedInAt = Time(),
        IssuedAt = Time(),
        AccessEndsAt = Maybe(Time),
        LoginEndsAt = Maybe(Time),
        Subject = MaybeObject(Text),
        Scopes = Some(Text),
    };

    internal OrderSpec Spec() => new()
    {
        Legs = Some(() => new OrderLeg(Instrument(), Word<Side>(), Word<PositionEffect>(), _random.Next(1, 10))),
        Quantity = Coin() ? new OrderQuantity.Units(Decimal()) : new OrderQuantity.Cash(Money()),
        Price = Price(),
        TimeInForce = TimeInForce(),
        Sessions = (Sessions)Below(16),
        AllOrNone = Coin(),
        Extras = Some(Text, 3).Distinct(StringComparer.Ordinal).ToDictionary(key => key, _ => Text(), StringComparer.Ordinal),
    };

    internal PriceTerms Price() => Below(6) switch
    {
        0 => new PriceTerms.Market(),
        1 => new PriceTerms.Limit(Decimal()),
        2 => new PriceTerms.Stop(Decimal(), Word<TriggerBasis>()),
        3 => new PriceTerms.StopLimit(Decimal(), Decimal(), Word<TriggerBasis>()),
        4 => new PriceTerms.Trailing(Decimal(), Coin(), Maybe(Decimal), Word<TriggerBasis>()),
        _ => new PriceTerms.Other(Text()),
    };

    internal TimeInForce TimeInForce() => new(Word<TimeInForceKind>(), Maybe(Day), MaybeObject(Text));

    internal Money Money() => new(Decimal(), Currency());

    private OrderPlan Plan(int depth) => (depth < 4 ? Below(3) : 0) switch
    {
        1 => new OrderPlan.OneCancels(Some(() => Plan(depth + 1), 3)),
        2 => new OrderPlan.OneTriggers(Spec(), Plan(depth + 1)),
        _ => new OrderPlan.Single(Spec()),
    };

    private OrderPreview Preview() => new()
    {
        Source = Word<Support>(),
        Notices = Some(() => new Notice(Word<NoticeSeverity>(), MaybeObject(Text), Text()) { Field = MaybeObject(Text) }),
        Commission = MaybeObject(() => new MoneyRange(Money(), Money())),
        EstimatedTotal = Maybe(Money),
        InitialMarginChange = Maybe(Decimal),
        BuyingPowerAfter = Maybe(Decimal),
    };

    private Instrument.Future Future() => new(Code(1, 8), _random.Next(1900, 10_000), _random.Next(1, 13), Code(2, 10));

    private Currency Currency() => Brokerage.Currency.Parse(Code(2, 10));

    private string Symbol()
    {
        var symbol = Code(1, 12);
        return Coin() ? symbol : symbol + ".-+&"[Below(4)] + Code(1, 6);
    }
}
