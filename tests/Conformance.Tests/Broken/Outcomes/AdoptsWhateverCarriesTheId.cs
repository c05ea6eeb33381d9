using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class AdoptsWhateverCarriesTheId : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Takes an order over that carries the id of the wish and has its instrument, side and quantity: a stop that was moved is at work "
        + "where it was before.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
        {
            try
            {
                return await Inner.SubmitAsync(order, cancellationToken) switch
                {
                    SubmitResult.Rejected { Error.Code: BrokerageErrorCode.IdempotencyConflict } conflict => await AdoptAsync(order, cancellationToken) ?? conflict,
                    var result => result,
                };
            }
            catch (ArgumentException)
            {
                // Mock remembers itself what was sent.
                if (await AdoptAsync(order, cancellationToken) is { } adopted)
                    return adopted;
                throw;
            }
        }

        private async Task<SubmitResult?> AdoptAsync(PreparedOrder order, CancellationToken cancellationToken) =>
            await Inner.FindAsync(order, cancellationToken) is Sighting.Found { Orders: [{ Legs: [var leg] } there, ..] }
            && order.Intent is OrderIntent.New { Plan: OrderPlan.Single { Spec: { Legs: [var wished] } spec } }
            && (wished.Instrument, wished.Side, spec.Quantity) == (leg.Leg.Instrument, leg.Leg.Side, there.Quantity)
            && spec.Price != there.Price // an order that is the same in this too, the right adapter has dealt with
                ? new SubmitResult.Placed([new OrderAck(there.Role, there.Ref.Order)], VerdictPending: false, [], there)
                : null;
    }
}
