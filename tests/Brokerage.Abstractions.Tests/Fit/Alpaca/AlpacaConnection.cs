using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Alpaca;

internal sealed class AlpacaConnection : FitConnection
{
    private readonly IWire _wire;

    public AlpacaConnection(BrokerageConnectionContext context, BrokerFeatures features, IWire wire, TimeProvider clock)
        : base(context, AlpacaAdapter.Broker, features, clock)
    {
        _wire = wire;
        Accounts = new AlpacaAccounts(this);
        Trading = new AlpacaTrading(this, context);
        MarketData = new AlpacaMarketData(this);
    }

    public override IAccounts Accounts { get; }

    public override ITrading Trading { get; }

    public override IMarketData MarketData { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public AccountRef Ref(AccountId account) => new(Connection, Broker, account);

    public Task<WireAnswer> SendAsync(string method, string path, string body, CancellationToken cancellationToken) =>
        _wire.SendAsync(new WireRequest(method, path, body), cancellationToken);

    public async Task<WireAnswer> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("GET", path, "", cancellationToken);
        return answer.IsSuccess ? answer : throw new BrokerageException(AlpacaErrors.Of(answer));
    }

    /// <summary>What a subscription may cost nothing to know: metadata, never a role.</summary>
    public override object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(BrokerEnvironment) ? Environment : null;
}
