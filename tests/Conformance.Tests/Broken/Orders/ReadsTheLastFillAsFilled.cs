using System.Collections.Concurrent;
using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class ReadsTheLastFillAsFilled : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads the size of the last fill as what is filled so far: after 30 and 70 of 100 it says 70.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) => new MisreadConnection(right, new WithMemory());

    private sealed class WithMemory : MisreadingAdapter
    {
        private readonly ConcurrentDictionary<OrderRef, (decimal Before, decimal Now)> _filled = new();

        public override string Defect => "";

        protected override Order Read(Order order)
        {
            var (before, now) = _filled.AddOrUpdate(
                order.Ref, (0m, order.Filled), (_, last) => order.Filled > last.Now ? (last.Now, order.Filled) : last);
            return order.Filled == now ? order with { Filled = now - before } : order;
        }
    }
}
