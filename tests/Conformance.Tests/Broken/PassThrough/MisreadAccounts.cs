namespace Brokerage.Conformance.Tests.Broken.PassThrough;

internal sealed class MisreadAccounts(IAccounts right, MisreadingAdapter how) : DelegatingAccounts(right)
{
    public override async Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default) =>
        how.ReadAll(await how.Hear(Inner.GetAccountsAsync(cancellationToken)), how.Read);

    public override async Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default) =>
        how.Read(await how.Hear(Inner.GetBalanceAsync(account, cancellationToken)));

    public override async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default) =>
        how.ReadAll(await how.Hear(Inner.GetPositionsAsync(account, cancellationToken)), Misread);

    public override async Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
        how.ReadAll(
            await how.Hear(Inner.GetTransactionsAsync(query, cancellationToken)),
            row => how.Read(row.Instrument is { } instrument ? row with { Instrument = how.Read(instrument) } : row));

    private Position Misread(Position position) => how.Read(position with
    {
        Instrument = how.Read(position.Instrument),
        Info = position.Info is { } info ? how.Read(info with { Instrument = how.Read(info.Instrument) }) : null,
    });
}
