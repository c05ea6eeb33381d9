namespace Brokerage.Tests.Fakes;

/// <summary>Readings as the reader hands them to the arithmetic.</summary>
internal static class Readings
{
    public static ConnectionReading Of(string connection, EnvironmentKind kind, params AccountReading[] accounts) => new()
    {
        Info = Info(connection, kind),
        Status = new ConnectionStatus { State = ConnectionState.Active, EnvironmentVerified = true, AsOf = Make.Fresh },
        AccountsComplete = true,
        Accounts = accounts,
    };

    public static ConnectionInfo Info(string connection, EnvironmentKind kind) => new()
    {
        Connection = ConnectionId.Parse(connection),
        Broker = BrokerId.Parse("fake"),
        Environment = Make.Environment(kind),
        User = null,
        Problem = null,
    };

    public static AccountReading Account(Account account, Balance? balance, params Position[] positions) =>
        new(account, balance, Make.Whole(positions));

    public static AccountReading Holding(AccountRef account, params Position[] positions) =>
        Account(Make.Account(account), Make.Balance(account, 1000m, 100m), positions);

    public static UnifiedPortfolio Portfolio(params ConnectionReading[] readings)
    {
        var reading = PortfolioBuilder.Build(readings, Make.Noon, TimeSpan.FromMinutes(15));
        return Assert.Single(reading.Portfolios);
    }

    public static MergedPosition Merged(params Position[] positions)
    {
        var account = Make.Ref("one");
        return Assert.Single(Portfolio(Of("one", EnvironmentKind.Paper, Holding(account, positions))).Positions);
    }
}
