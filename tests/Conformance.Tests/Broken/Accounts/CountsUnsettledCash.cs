using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Accounts;

/// <inheritdoc/>
public sealed class CountsUnsettledCash : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Counts proceeds that have not settled as cash that can be spent and withdrawn: the user violates the rules of a cash "
        + "account.";

    /// <inheritdoc/>
    protected internal override Balance Read(Balance balance) => balance with
    {
        CashAvailable = balance.Cash,
        Withdrawable = balance.Cash,
        UnsettledCash = 0m,
    };
}
