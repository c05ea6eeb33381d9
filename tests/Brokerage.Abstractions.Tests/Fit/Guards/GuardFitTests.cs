using Brokerage.Fit.Alpaca;
using Brokerage.Fit.Ibkr;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Guards;

/// <summary>A guard that overrides everything and changes nothing: what goes through it is what went in.</summary>
public sealed class GuardFitTests
{
    private static readonly ConnectionId Login = ConnectionId.Parse("login-7");
    private static readonly AccountId Account = AccountId.Parse("5f1d2c3b-0000-4000-8000-1234567890ab");
    private readonly FakeClock _clock = FakeClock.Friday();
    private readonly List<string> _seen = [];

    [Fact]
    public async Task A_guard_of_orders_sees_every_call()
    {
        await using var connection = Alpaca();
        var guarded = new Trading(connection.Trading!, _seen);
        var reference = new AccountRef(Login, AlpacaAdapter.Broker, Account);
        var prepared = await guarded.PrepareAsync(OrderIntent.Place(reference, OrderSpec.Limit(new Instrument.Equity("ACME"), Side.Buy, 1, 40m)), false, Stop);
        var placed = Assert.IsType<SubmitResult.Placed>(await guarded.SubmitAsync(prepared, Stop));
        var order = new OrderRef(reference, placed.Orders[0].Order!.Value);
        Assert.Equal(order, (await guarded.GetOrderAsync(order, Stop)).Ref);
        Assert.IsType<Sighting.Found>(await guarded.FindAsync(prepared, Stop));
        Assert.Single((await guarded.GetOpenOrdersAsync(Account, Stop)).Items);
        Assert.Single((await guarded.GetOrderHistoryAsync(new HistoryQuery(Account, default, _clock.GetUtcNow()), Stop)).Items);
        Assert.IsType<CancelResult.Requested>(await guarded.CancelAsync(order, Stop));
        Assert.Equal(["prepare", "submit", "get", "find", "open", "history", "cancel"], _seen);
    }

    [Fact]
    public async Task A_guard_of_reads_sees_every_call()
    {
        await using var connection = Alpaca();
        var accounts = new Accounts(connection.Accounts, _seen);
        Assert.Single((await accounts.GetAccountsAsync(Stop)).Items);
        Assert.NotNull((await accounts.GetBalanceAsync(Account, Stop)).Cash);
        Assert.Equal(3, (await accounts.GetPositionsAsync(Account, Stop)).Items.Count);
        Assert.NotNull((await accounts.GetTransactionsAsync(new HistoryQuery(Account, default, _clock.GetUtcNow(), ""), Stop)).Next);
        var data = new MarketData(connection.MarketData!, _seen);
        Instrument acme = new Instrument.Equity("ACME");
        Assert.Single((await data.GetQuotesAsync([acme], Stop)).Items);
        Assert.Single((await data.FindInstrumentsAsync("ACME", null, Stop)).Items);
        Assert.Equal(acme, (await data.GetInstrumentAsync(acme, Stop)).Instrument);
        Assert.Equal(2, (await data.GetExpirationsAsync(acme, Stop)).Items.Count);
        Assert.Single((await data.GetOptionChainAsync(acme, new DateOnly(2026, 12, 18), null, Stop)).Items);
        Assert.Equal(2, (await data.GetBarsAsync(acme, TimeSpan.FromDays(1), default, _clock.GetUtcNow(), "", Stop)).Items.Count);
        Assert.Single((await data.GetHoursAsync("US", default, default, Stop)).Items);
        Assert.Equal(["accounts", "balance", "positions", "transactions", "quotes", "find", "instrument", "expirations", "chain", "bars", "hours"], _seen);
    }

    [Fact]
    public async Task A_guard_of_streams_sees_every_call()
    {
        var ibkr = new PlayedIbkr(_clock);
        await using var connection = new IbkrWebAdapter(ibkr, _clock).Create(Context(IbkrWebAdapter.Broker, IbkrWebAdapter.Paper));
        var guarded = new Streaming(connection.Streaming!, _seen);
        var signals = new List<StreamSignal>();
        await foreach (var item in guarded.OrdersAsync(AccountId.Parse(PlayedIbkr.Account), null, Stop)) signals.Add(item.Signal);
        await foreach (var item in guarded.QuotesAsync([new Instrument.Equity("SAP")], Stop)) signals.Add(item.Signal);
        Assert.Equal([StreamSignal.Resynced, StreamSignal.Live, StreamSignal.Connecting, StreamSignal.Live], signals);
        Assert.Equal(["orders", "quotes"], _seen);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IBrokerageConnection Alpaca() => new AlpacaAdapter(new PlayedAlpaca(_clock), _clock).Create(Context(AlpacaAdapter.Broker, AlpacaAdapter.Paper));

    private BrokerageConnectionContext Context(BrokerId broker, BrokerEnvironment environment) => new()
    {
        Connection = Login,
        Environment = environment,
        Application = "our-app",
        Secrets = Kit.Secrets.Of(broker, "any", _clock.GetUtcNow()),
    };

    private sealed class Trading(ITrading inner, List<string> seen) : DelegatingTrading(inner)
    {
        public override Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
        {
            seen.Add("prepare");
            return base.PrepareAsync(intent, withPreview, cancellationToken);
        }

        public override Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
        {
            seen.Add("submit");
            return base.SubmitAsync(order, cancellationToken);
        }

        public override Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
        {
            seen.Add("cancel");
            return base.CancelAsync(order, cancellationToken);
        }

        public override Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
        {
            seen.Add("find");
            return base.FindAsync(order, cancellationToken);
        }

        public override Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
        {
            seen.Add("get");
            return base.GetOrderAsync(order, cancellationToken);
        }

        public override Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default)
        {
            seen.Add("open");
            return base.GetOpenOrdersAsync(account, cancellationToken);
        }

        public override Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
        {
            seen.Add("history");
            return base.GetOrderHistoryAsync(query, cancellationToken);
        }
    }

    private sealed class Accounts(IAccounts inner, List<string> seen) : DelegatingAccounts(inner)
    {
        public override Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default)
        {
            seen.Add("accounts");
            return base.GetAccountsAsync(cancellationToken);
        }

        public override Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default)
        {
            seen.Add("balance");
            return base.GetBalanceAsync(account, cancellationToken);
        }

        public override Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default)
        {
            seen.Add("positions");
            return base.GetPositionsAsync(account, cancellationToken);
        }

        public override Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default)
        {
            seen.Add("transactions");
            return base.GetTransactionsAsync(query, cancellationToken);
        }
    }

    private sealed class MarketData(IMarketData inner, List<string> seen) : DelegatingMarketData(inner)
    {
        public override Task<Snapshot<Quote>> GetQuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default)
        {
            seen.Add("quotes");
            return base.GetQuotesAsync(instruments, cancellationToken);
        }

        public override Task<Snapshot<InstrumentInfo>> FindInstrumentsAsync(string text, AssetClass? kind = null, CancellationToken cancellationToken = default)
        {
            seen.Add("find");
            return base.FindInstrumentsAsync(text, kind, cancellationToken);
        }

        public override Task<InstrumentInfo> GetInstrumentAsync(Instrument instrument, CancellationToken cancellationToken = default)
        {
            seen.Add("instrument");
            return base.GetInstrumentAsync(instrument, cancellationToken);
        }

        public override Task<Snapshot<DateOnly>> GetExpirationsAsync(Instrument underlying, CancellationToken cancellationToken = default)
        {
            seen.Add("expirations");
            return base.GetExpirationsAsync(underlying, cancellationToken);
        }

        public override Task<Snapshot<OptionQuote>> GetOptionChainAsync(Instrument underlying, DateOnly expires, int? strikesAround = null, CancellationToken cancellationToken = default)
        {
            seen.Add("chain");
            return base.GetOptionChainAsync(underlying, expires, strikesAround, cancellationToken);
        }

        public override Task<Page<Bar>> GetBarsAsync(Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to, string? cursor = null, CancellationToken cancellationToken = default)
        {
            seen.Add("bars");
            return base.GetBarsAsync(instrument, size, from, to, cursor, cancellationToken);
        }

        public override Task<Snapshot<MarketSession>> GetHoursAsync(string market, DateOnly from, DateOnly to, CancellationToken cancellationToken = default)
        {
            seen.Add("hours");
            return base.GetHoursAsync(market, from, to, cancellationToken);
        }
    }

    private sealed class Streaming(IStreaming inner, List<string> seen) : DelegatingStreaming(inner)
    {
        public override IAsyncEnumerable<StreamItem<QuoteTick>> QuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default)
        {
            seen.Add("quotes");
            return base.QuotesAsync(instruments, cancellationToken);
        }

        public override IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(AccountId? account = null, DateTimeOffset? since = null, CancellationToken cancellationToken = default)
        {
            seen.Add("orders");
            return base.OrdersAsync(account, since, cancellationToken);
        }
    }
}
