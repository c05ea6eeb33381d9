using System.Runtime.CompilerServices;
using Brokerage.Markets;

namespace Brokerage;

/// <summary>
/// The broker's rules before a request leaves: at preparing, and again at submitting, since a prepared order may have been kept for days.
/// Asks nobody: what account and instrument allow is left to the adapter, which reads them anyway.
/// </summary>
internal sealed class ValidationTrading(ITrading inner, BrokerFeatures features, WishBook book, OrderValidationOptions options, TimeProvider time)
    : DelegatingTrading(inner)
{
    // Whoever prepares and submits at once is judged once: these passed today. A slot is overwritten by the next that falls into it.
    private readonly OrderIntent?[] _passed = new OrderIntent?[64];
    private OrderRuleOptions _rules = new() { AllowUnverified = options.AllowUnverified };

    public override Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(intent);
        return Refusal(intent) is { } refusal
            ? Task.FromException<PreparedOrder>(new BrokerageException(refusal))
            : Inner.PrepareAsync(intent, withPreview, cancellationToken);
    }

    public override Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Refusal(order.Intent) is { } refusal ? RefuseAsync(order, refusal, cancellationToken) : Inner.SubmitAsync(order, cancellationToken);
    }

    // A wish that was placed is answered by the journal, also when its day has passed since.
    private async Task<SubmitResult> RefuseAsync(PreparedOrder order, BrokerageError refusal, CancellationToken cancellationToken)
    {
        try
        {
            return await book.IsAnsweredAsync(order, cancellationToken).ConfigureAwait(false)
                ? await Inner.SubmitAsync(order, cancellationToken).ConfigureAwait(false)
                : new SubmitResult.Rejected(refusal);
        }
        catch (IOException)
        {
            return new SubmitResult.OutcomeUnknown(order, JournalErrors.NotRead(order.Intent));
        }
    }

    private BrokerageError? Refusal(OrderIntent intent)
    {
        var rules = Rules();
        ref var slot = ref _passed[RuntimeHelpers.GetHashCode(intent) & 63];
        if (ReferenceEquals(Volatile.Read(ref slot), intent)) return null;

        var notices = OrderRules.Check(features, account: null, instrument: null, intent, rules);
        var refusal = notices.Count == 0 ? null : OrderRules.RefusalOf(features.Broker, intent.Account, notices);
        if (refusal is null) Volatile.Write(ref slot, intent);
        return refusal;
    }

    // A day that is over in New York is over at every market that the suite knows.
    private OrderRuleOptions Rules()
    {
        var today = NewYorkTime.DateAt(time.GetUtcNow());
        var rules = _rules;
        if (rules.Today == today) return rules;
        Array.Clear(_passed);
        return _rules = rules with { Today = today };
    }
}
