using Brokerage.Testing;
using Brokerage.TestSupport.Stores;

namespace Brokerage.Storage.Sqlite.Tests;

public sealed class SqliteTokenStoreTests : TokenStoreTests, IDisposable
{
    private static readonly ConnectionId One = ConnectionId.Parse("one");

    private readonly DatabaseFile _file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_lock_that_a_killed_process_left_ends_before_those_who_wait_give_up()
    {
        var time = new FakeTimeProvider();
        var store = SqliteStorage.Open(_file.Path, time).Secrets;
        await using (await store.LockAsync(One, Token))
        {
            using var connection = _file.Connect();
            using var command = connection.CreateCommand();
            // Whoever has this one prolongs nothing.
            command.CommandText = "UPDATE renewals SET holder = 'killed'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
        }

        var next = store.LockAsync(One, Token).AsTask();
        Assert.False(next.IsCompleted);
        time.Advance(new TokenOptions().RenewTimeout - TimeSpan.FromSeconds(10));
        await (await next.WithStepsAsync(() => time.Advance(TimeSpan.FromMilliseconds(50)))).DisposeAsync();
    }

    [Fact]
    public async Task A_lock_is_held_as_long_as_its_holder_lives_and_wants_it()
    {
        var time = new FakeTimeProvider();
        var store = SqliteStorage.Open(_file.Path, time).Secrets;
        var held = await store.LockAsync(One, Token);
        var next = store.LockAsync(One, Token).AsTask();

        for (var minute = 0; minute < 6; minute++)
        {
            for (var step = 0; step < 6; step++) await ProlongAsync();
            Assert.Equal(1, Held());
            Assert.False(next.IsCompleted, $"{minute}: {next.Exception}");
        }

        await held.DisposeAsync();
        await (await next.WithStepsAsync(() => time.Advance(TimeSpan.FromSeconds(1)))).DisposeAsync();
        Assert.Equal(0, Held());

        // While another thread sets a timer, the clock leaves it to that one to call those that are due, and goes on meanwhile.
        async Task ProlongAsync()
        {
            var until = Scalar("SELECT until FROM renewals");
            time.Advance(TimeSpan.FromSeconds(10));
            await Waiting.UntilAsync(() => !Equals(Scalar("SELECT until FROM renewals"), until));
        }
    }

    private int Held() => (int)(long)Scalar("SELECT count(*) FROM renewals")!;

    private object? Scalar(string query)
    {
        using var connection = _file.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar();
    }

    protected override Task<ITokenStore> CreateAsync() => Task.FromResult(_file.Open().Secrets);

    protected override Task<ITokenStore?> OpenAgainAsync() => Task.FromResult<ITokenStore?>(_file.Open().Secrets);
}

public sealed class SqliteConnectionStoreTests : ConnectionStoreTests, IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    protected override Task<IConnectionStore> CreateAsync() => Task.FromResult(_file.Open().Connections);
}

public sealed class SqliteAccountStoreTests : AccountStoreTests, IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    protected override Task<IAccountStore> CreateAsync() => Task.FromResult(_file.Open().Accounts);
}

public sealed class SqliteSignInTicketStoreTests : SignInTicketStoreTests, IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    protected override Task<ISignInTicketStore> CreateAsync() => Task.FromResult(_file.Open().SignIns);
}

public sealed class SqliteNoticeStoreTests : NoticeStoreTests, IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    protected override Task<INoticeStore> CreateAsync() => Task.FromResult(_file.Open().Notices);
}

public sealed class SqliteHoldingsStoreTests : HoldingsStoreTests, IDisposable
{
    private readonly DatabaseFile _file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("AAPL1 270115P00187500", "Option|AAPL1|2027-01-15|187.5|put|AAPL")]
    [InlineData("futureoption:ES@XCME:2026-12:C5000.25:2026-11-20", "FutureOption|ES|2026-11-20|5000.25|call|future:ES@XCME:2026-12")]
    [InlineData("BTC/USD", "Crypto|||||")]
    public async Task What_an_option_is_stands_in_columns_of_its_own(string instrument, string expected)
    {
        var account = new AccountRef(ConnectionId.Parse("one"), BrokerId.Parse("alpaca"), AccountId.Parse("A"));
        var position = new Position
        {
            Account = account,
            Instrument = Instrument.Parse(instrument),
            Quantity = 0.000000000000000001m,
            Bucket = "margin",
            Multiplier = 100m,
            Currency = Currency.Usd,
            AverageCost = null,
            Price = null,
            MarketValue = null,
            Info = new InstrumentInfo { Instrument = Instrument.Parse(instrument), Underlying = instrument[0] == 'A' ? Instrument.Parse("AAPL") : null },
            AsOf = new AsOf(DateTimeOffset.UnixEpoch),
        };

        await _file.Open().Holdings.TryReplaceAsync(new StoredHoldings { Account = account, Positions = [position], PositionsAsOf = position.AsOf }, Token);

        using var connection = _file.Connect();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT concat, quantity, bucket, typeof(quantity) FROM (SELECT *, asset_class || '|' || coalesce(option_root, '') || '|' || coalesce(option_expires, '')
                || '|' || coalesce(option_strike, '') || '|' || coalesce(option_kind, '') || '|' || coalesce(underlying, '') AS concat FROM positions)
            """;
        using var reader = await command.ExecuteReaderAsync(Token);
        Assert.True(await reader.ReadAsync(Token));
        Assert.Equal((expected, "0.000000000000000001", "margin", "text"), (reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
    }

    protected override Task<IHoldingsStore> CreateAsync() => Task.FromResult(_file.Open().Holdings);
}

public sealed class SqliteOrderStoreTests : OrderStoreTests, IDisposable
{
    private readonly DatabaseFile _file = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task State_and_commission_stand_in_columns_of_their_own()
    {
        await _file.Open().Orders.KeepAsync([Full("7")], Token);

        using var connection = _file.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT state, is_final, instrument, side, filled, commission, commission_currency, client_order_id FROM orders WHERE order_id = '7'";
        using var reader = await command.ExecuteReaderAsync(Token);
        Assert.True(await reader.ReadAsync(Token));
        Assert.Equal(["PartiallyFilled", "0", "BTC/USD", "Buy", "0.000000000000000001", "1.25", "USD", "w-7"], Enumerable.Range(0, 8).Select(reader.GetString));
    }

    protected override Task<IOrderStore> CreateAsync() => Task.FromResult(_file.Open().Orders);
}
