namespace Brokerage.Exchange.Tests;

/// <summary>What must hold of every ledger.</summary>
internal static class Ledgers
{
    /// <summary>Per asset everything adds up to exactly zero, and the accounts show what the ledger says.</summary>
    public static void MustBalance(SimulatedExchange exchange, string? context = null)
    {
        var totals = exchange.GetLedgerTotals();
        foreach (var asset in totals.GroupBy(one => one.Asset))
        {
            Assert.True(asset.Sum(one => one.Amount) == 0m, $"{asset.Key} adds up to {asset.Sum(one => one.Amount)}. {context}");
        }

        foreach (var account in exchange.GetAccounts())
        {
            var own = totals.Where(one => one.Account == account.Id && one.Amount != 0m).ToDictionary(one => one.Asset, one => one.Amount);
            foreach (var cash in exchange.GetBalance(account.Id).ByCurrency.Where(one => one.Cash != 0m))
            {
                Assert.True(own.Remove(LedgerAsset.Of(cash.Currency), out var amount) && amount == cash.Cash, $"{account.Id} {cash}: {amount}. {context}");
            }

            foreach (var position in exchange.GetPositions(account.Id))
            {
                Assert.True(
                    own.Remove(LedgerAsset.Of(position.Instrument), out var amount) && amount == position.Quantity,
                    $"{account.Id} {position.Instrument} {position.Quantity}: {amount}. {context}");
            }

            Assert.True(own.Count == 0, $"{account.Id} has {string.Join(", ", own)} in the ledger alone. {context}");
        }
    }
}
