using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Accounts;

/// <inheritdoc/>
public sealed class LosesSignsInTransactions : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Shows quantity and amount of every transaction as positive: sales add to the position, and purchases to the cash.";

    /// <inheritdoc/>
    protected internal override Transaction Read(Transaction transaction) => transaction with
    {
        Quantity = transaction.Quantity is { } quantity ? Math.Abs(quantity) : null,
        Net = transaction.Net is { } net ? net with { Amount = Math.Abs(net.Amount) } : null,
    };
}
