namespace Brokerage.Conformance.Tests.Broken.PassThrough;

internal sealed class MissentTrading(ITrading right, MissendingAdapter how) : DelegatingTrading(right)
{
    public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
        await Inner.SubmitAsync(order with { Intent = how.Send(order.Intent) }, cancellationToken) switch
        {
            SubmitResult.OutcomeUnknown unknown => new SubmitResult.OutcomeUnknown(order, unknown.Cause),
            SubmitResult.NeedsConfirmation asked => asked with { Next = asked.Next with { Intent = order.Intent } },
            var other => other,
        };
}
