using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade;

/// <summary>An account as it came and as we say it.</summary>
internal sealed record KnownAccount(AccountWire Wire, Account Account)
{
    public AccountRef Ref => Account.Ref;

    public AccountId Id => Account.Ref.Account;
}
