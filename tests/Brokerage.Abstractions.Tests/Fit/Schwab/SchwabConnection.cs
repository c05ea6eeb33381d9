using System.Collections.Concurrent;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

internal sealed class SchwabConnection : FitConnection
{
    private readonly IWire _wire;
    private readonly ConcurrentDictionary<AccountId, string> _hashes = new();

    public SchwabConnection(BrokerageConnectionContext context, BrokerFeatures features, IWire wire, TimeProvider clock)
        : base(context, SchwabAdapter.Broker, features, clock)
    {
        _wire = wire;
        Accounts = new SchwabAccounts(this);
        Trading = new SchwabTrading(this, context);
    }

    public override IAccounts Accounts { get; }

    public override ITrading Trading { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public AccountRef Ref(AccountId account) => new(Connection, Broker, account);

    public Task<WireAnswer> SendAsync(string method, string path, string body, CancellationToken cancellationToken) =>
        _wire.SendAsync(new WireRequest(method, path, body), cancellationToken);

    public async Task<WireAnswer> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("GET", path, "", cancellationToken);
        return answer.IsSuccess ? answer : throw new BrokerageException(SchwabErrors.Of(answer));
    }

    /// <summary>The path key of an account, asked anew for each connection: nothing proves that it survives a new login.</summary>
    public async Task<string> HashAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (_hashes.IsEmpty)
        {
            var rows = Json.Read((await ReadAsync("/accounts/accountNumbers", cancellationToken)).Body).List("");
            foreach (var row in rows) _hashes[SchwabAccountMapping.IdOf(row.Word("accountNumber"))] = row.Word("hashValue");
        }
        return _hashes.TryGetValue(account, out var hash)
            ? hash
            : throw new BrokerageException(new BrokerageError(BrokerageErrorCode.AccountNotFound, Broker, "The login does not show this account."));
    }
}
