using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Fdx;

internal sealed class FdxConnection : FitConnection, IAccounts
{
    private readonly IWire _wire;

    public FdxConnection(BrokerageConnectionContext context, BrokerFeatures features, IWire wire, TimeProvider clock)
        : base(context, FdxAdapter.Broker, features, clock) => _wire = wire;

    public override IAccounts Accounts => this;

    public async Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default)
    {
        var rows = (await ReadAsync("/accounts/v2/fidelity", cancellationToken)).List("accounts");
        return Snapshot<Account>.Complete([.. rows.Select(row => FdxMapping.Account(row, Connection, Clock.GetUtcNow()))], new AsOf(Clock.GetUtcNow(), null));
    }

    public async Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default) =>
        FdxMapping.Balance(await OneAsync(account, cancellationToken), Ref(account), Clock.GetUtcNow());

    public async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default) =>
        FdxMapping.Positions(await OneAsync(account, cancellationToken), Ref(account), Clock.GetUtcNow());

    /// <summary>Without both times the provider answers fifteen days, silently: both are always sent. The next page is a link.</summary>
    public async Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        var first = $"/transactions/v2/fidelity/{query.Account}?startTime={query.From:O}&endTime={query.To:O}";
        var wire = await ReadAsync(query.Cursor ?? first, cancellationToken);
        return new Page<Transaction>(FdxMapping.Transactions(wire, Ref(query.Account)), wire.Text("links/next/href"), null, []);
    }

    private AccountRef Ref(AccountId account) => new(Connection, Broker, account);

    private async Task<JsonNode?> OneAsync(AccountId account, CancellationToken cancellationToken) =>
        (await ReadAsync($"/accounts/v2/fidelity?accountIds={account}", cancellationToken)).List("accounts").FirstOrDefault();

    private async Task<JsonNode?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var secrets = await Context.Secrets.GetAsync(cancellationToken);
        var bearer = secrets.Secrets.Require("idToken", Broker).Reveal();
        var answer = await _wire.SendAsync(new WireRequest("GET", path, Token: bearer), cancellationToken);
        return answer.IsSuccess ? Json.Read(answer.Body) : throw new BrokerageException(FdxMapping.Error(answer));
    }
}
