using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Accounts;

/// <inheritdoc/>
public sealed class ShowsAccountNumbers : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Shows the whole account number where only its end may stand, and so in every log that prints an account.";

    /// <inheritdoc/>
    protected internal override Account Read(Account account) => account with { MaskedNumber = account.Ref.Account.Value };
}
