using Brokerage.Conformance.Tests.Broken.PassThrough;
using Brokerage.Markets;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class ReadsLocalTimesAsUtc : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads the broker's New York times as if they were UTC: orders and fills lie hours before they happened.";

    /// <inheritdoc/>
    protected override Order Read(Order order) => order with { SubmittedAt = Shift(order.SubmittedAt), ClosedAt = Shift(order.ClosedAt) };

    /// <inheritdoc/>
    protected internal override Execution Read(Execution execution) => execution with { Time = Shift(execution.Time) };

    /// <inheritdoc/>
    protected internal override Transaction Read(Transaction transaction) => transaction with { Time = Shift(transaction.Time) };

    private static DateTimeOffset? Shift(DateTimeOffset? time) => time is { } known ? known + NewYorkTime.OffsetAt(known) : null;
}
