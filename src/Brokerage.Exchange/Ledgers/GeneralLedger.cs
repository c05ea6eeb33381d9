namespace Brokerage.Exchange;

/// <summary>The double-entry ledger: what is booked can only be added to, and every entry adds up to zero in every asset.</summary>
internal sealed class GeneralLedger
{
    private readonly List<LedgerEntry> _entries = [];
    private readonly Dictionary<(LedgerOwner, AccountId?, LedgerAsset), decimal> _totals = [];

    public IReadOnlyList<LedgerEntry> Entries => _entries;

    public long NextNumber => _entries.Count + 1;

    public void Add(LedgerEntry entry)
    {
        RequireBalance(entry);
        foreach (var posting in entry.Postings)
        {
            var key = (posting.Owner, posting.Account, posting.Asset);
            _totals[key] = _totals.GetValueOrDefault(key) + posting.Amount;
        }

        _entries.Add(entry);
    }

    public decimal Total(LedgerOwner owner, AccountId? account, LedgerAsset asset) => _totals.GetValueOrDefault((owner, account, asset));

    public IReadOnlyList<Posting> Totals() => [.. _totals.Select(one => new Posting(one.Key.Item1, one.Key.Item2, one.Key.Item3, one.Value))];

    private static void RequireBalance(LedgerEntry entry)
    {
        for (var i = 0; i < entry.Postings.Count; i++)
        {
            var asset = entry.Postings[i].Asset;
            var sum = 0m;
            for (var j = 0; j < entry.Postings.Count; j++)
            {
                sum += entry.Postings[j].Asset == asset ? entry.Postings[j].Amount : 0m;
            }

            if (sum != 0m)
            {
                throw new InvalidOperationException($"Ledger entry {entry.Number} does not add up: {sum} {asset} are left over.");
            }
        }
    }
}
