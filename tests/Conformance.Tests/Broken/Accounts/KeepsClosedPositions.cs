using System.Collections.Concurrent;
using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Accounts;

/// <inheritdoc/>
public sealed class KeepsClosedPositions : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Goes on listing what has been sold, with a quantity of zero: the portfolio shows holdings that are none.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, accounts => new Books(accounts));

    private sealed class Books(IAccounts right) : DelegatingAccounts(right)
    {
        private readonly ConcurrentDictionary<(AccountId, Instrument), Position> _seen = new();

        public override async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default)
        {
            var now = await Inner.GetPositionsAsync(account, cancellationToken);
            foreach (var position in now.Items)
                _seen[(account, position.Instrument)] = position;
            var held = now.Items.Select(position => position.Instrument).ToHashSet();
            var closed = _seen.Where(seen => seen.Key.Item1 == account && !held.Contains(seen.Key.Item2))
                .Select(seen => seen.Value with { Quantity = 0m, Available = 0m, MarketValue = 0m, UnrealizedProfit = 0m });
            return now with { Items = [.. now.Items, .. closed] };
        }
    }
}
