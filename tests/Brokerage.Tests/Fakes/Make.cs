namespace Brokerage.Tests.Fakes;

/// <summary>Short ways to say what a broker tells.</summary>
internal static class Make
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 17, 0, 0, TimeSpan.Zero);

    public static AsOf Fresh => new(Noon, null);

    public static AccountRef Ref(string connection, string account = "A1", string broker = "fake") =>
        new(ConnectionId.Parse(connection), BrokerId.Parse(broker), AccountId.Parse(account));

    public static Account Account(AccountRef account, string? mergeKey = null, string currency = "USD", AccountStatus status = AccountStatus.Active) => new()
    {
        Ref = account,
        MaskedNumber = "••••" + account.Account.Value,
        MergeKey = mergeKey,
        Name = "Account " + account.Account.Value,
        Margin = new Raw<MarginKind>(MarginKind.Cash, null),
        Registration = new Raw<Registration>(Registration.Individual, null),
        Status = new Raw<AccountStatus>(status, null),
        BaseCurrency = Currency.Parse(currency),
        AsOf = Fresh,
    };

    public static Balance Balance(AccountRef account, decimal? net, decimal? cash, string currency = "USD", decimal? dayProfit = null, AsOf? asOf = null) => new()
    {
        Account = account,
        Currency = Currency.Parse(currency),
        Cash = cash,
        CashAvailable = cash,
        BuyingPower = cash,
        NetLiquidation = net,
        DayProfit = dayProfit,
        AsOf = asOf ?? Fresh,
    };

    public static Position Position(
        AccountRef account,
        string instrument,
        decimal quantity,
        decimal? cost,
        decimal? price,
        string currency = "USD",
        decimal? multiplier = 1m,
        string? bucket = null,
        decimal? dayProfit = null,
        AsOf? asOf = null) => new()
    {
        Account = account,
        Instrument = Instrument.Parse(instrument),
        Quantity = quantity,
        Bucket = bucket,
        Multiplier = multiplier,
        Currency = Currency.Parse(currency),
        AverageCost = cost,
        Price = price,
        MarketValue = quantity * price * multiplier,
        UnrealizedProfit = (price - cost) * quantity * multiplier,
        DayProfit = dayProfit,
        AsOf = asOf ?? Fresh,
    };

    public static Snapshot<T> Whole<T>(params T[] items) => Snapshot<T>.Complete(items, Fresh);

    public static BrokerageError Error(BrokerageErrorCode code, string broker = "fake") => new(code, BrokerId.Parse(broker), "It failed.");

    public static BrokerEnvironment Environment(EnvironmentKind kind) => new(kind.ToString().ToLowerInvariant(), kind, []);

    public static BrokerageConnectionContext Context(FakeConnection connection) => new()
    {
        Connection = connection.Connection,
        Environment = connection.Environment,
        Application = "tests",
        Secrets = new FixedSecretSource(connection.Broker, new ConnectionSecrets
        {
            Scheme = "none",
            Values = new Dictionary<string, Secret>(StringComparer.Ordinal),
            LoggedInAt = Noon,
            IssuedAt = Noon,
        }),
    };

    public static OrderIntent Limit(AccountRef account) =>
        OrderIntent.Place(account, OrderSpec.Limit(Instrument.Parse("BRK.B"), Side.Buy, 1m, 400m));
}
