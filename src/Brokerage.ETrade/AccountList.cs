namespace Brokerage.ETrade;

/// <summary>The accounts of a login, as far as they are known.</summary>
/// <param name="Items">Those that were read last, and those that were known before and may be among the rows that could not be read.</param>
/// <param name="IsWhole">False where a row could not be read that is none of those: there is an account of which nothing is known.</param>
internal sealed record AccountList(IReadOnlyList<KnownAccount> Items, bool IsWhole)
{
    /// <summary>What is known after a reading: a row that cannot be read takes no account away.</summary>
    public static AccountList Of(IReadOnlyList<KnownAccount> read, int unread, AccountList? before)
    {
        List<KnownAccount> kept = unread == 0 || before is null ? [] : [.. before.Items.ExceptBy(read.Select(account => account.Id), account => account.Id)];
        return new AccountList([.. read, .. kept], kept.Count >= unread);
    }

    public KnownAccount? Find(AccountId wanted) => Items.FirstOrDefault(account => account.Id == wanted);
}
