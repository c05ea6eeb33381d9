using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class ForgetsFees : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Knows no commissions and no fees, neither of orders nor in the history: every trade looks cheaper than it was.";

    /// <inheritdoc/>
    protected override Order Read(Order order) => order with { Fees = [] };

    /// <inheritdoc/>
    protected internal override Execution Read(Execution execution) => execution with { Commission = null };

    /// <inheritdoc/>
    protected internal override Transaction Read(Transaction transaction) => transaction switch
    {
        { Kind.Value: TransactionKind.Fee, Net: { } net } => transaction with { Net = net with { Amount = 0m } },
        { Net: { } net } => transaction with { Net = net with { Amount = net.Amount + transaction.Fees.Sum(fee => fee.Amount.Amount) }, Fees = [] },
        _ => transaction,
    };
}
