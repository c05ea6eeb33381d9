namespace Brokerage.Exchange;

/// <content>Accounts and the ledger.</content>
public sealed partial class SimulatedExchange
{
    /// <summary>Opens an account.</summary>
    /// <param name="opening">How, and with what in it.</param>
    /// <exception cref="ArgumentException">The id is taken, or a holding is not listed or makes no sense.</exception>
    public ExchangeAccount OpenAccount(AccountOpening opening)
    {
        ArgumentNullException.ThrowIfNull(opening);
        return Run(core => AccountDesk.Open(core, opening).ToView());
    }

    /// <summary>The accounts, in the order of their opening.</summary>
    /// <param name="login">Only those of this login; null for all.</param>
    public IReadOnlyList<ExchangeAccount> GetAccounts(string? login = null) => Run(core =>
        (IReadOnlyList<ExchangeAccount>)[.. core.Accounts.Where(one => login is null || string.Equals(one.Opening.Login, login, StringComparison.Ordinal)).Select(one => one.ToView())]);

    /// <summary>One account; null when there is none.</summary>
    /// <param name="account">The account's id.</param>
    public ExchangeAccount? FindAccount(AccountId account) => Run(core => core.ById.TryGetValue(account, out var found) ? found.ToView() : null);

    /// <summary>Whether the account may trade from now on.</summary>
    /// <param name="account">The account.</param>
    /// <param name="status">The new status.</param>
    public void SetStatus(AccountId account, AccountStatus status) => Run(core => core.Account(account).Status = status);

    /// <summary>The money side of an account now.</summary>
    /// <param name="account">The account.</param>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public ExchangeBalance GetBalance(AccountId account) => Run(core => AccountDesk.BalanceOf(core, core.Account(account)));

    /// <summary>The holdings of an account now, in the order in which they were first opened; closed ones are left out.</summary>
    /// <param name="account">The account.</param>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public IReadOnlyList<ExchangePosition> GetPositions(AccountId account) => Run(core => AccountDesk.PositionsOf(core, core.Account(account)));

    /// <summary>The holding of one instrument; null when there is none.</summary>
    /// <param name="account">The account.</param>
    /// <param name="instrument">The instrument.</param>
    public ExchangePosition? FindPosition(AccountId account, Instrument instrument) =>
        GetPositions(account).FirstOrDefault(one => one.Instrument == instrument);

    /// <summary>Money from outside; settled at once.</summary>
    /// <param name="account">The account.</param>
    /// <param name="money">How much; negative takes it out, whether or not it is there.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="text">What a person would write beside it.</param>
    public LedgerEntry Post(AccountId account, Money money, LedgerKind kind = LedgerKind.Transfer, string? text = null) =>
        Run(core => AccountDesk.Post(core, core.Account(account), money, kind, text));

    /// <summary>The ledger's entries, oldest first.</summary>
    /// <param name="account">Only those that touch this account; null for all.</param>
    /// <param name="from">Only those booked at or after this time.</param>
    /// <param name="to">Only those booked before this time.</param>
    public IReadOnlyList<LedgerEntry> GetLedger(AccountId? account = null, DateTimeOffset? from = null, DateTimeOffset? to = null) => Run(core =>
        (IReadOnlyList<LedgerEntry>)
        [
            .. core.Ledger.Entries.Where(entry => (from is null || entry.Time >= from) && (to is null || entry.Time < to)
                && (account is null || entry.Postings.Any(posting => posting.Account == account))),
        ]);

    /// <summary>What every owner has of everything, by the ledger. Per asset it adds up to exactly zero.</summary>
    public IReadOnlyList<Posting> GetLedgerTotals() => Run(core => core.Ledger.Totals());
}
