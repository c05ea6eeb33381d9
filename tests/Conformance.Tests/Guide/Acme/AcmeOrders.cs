using System.Collections.Concurrent;
using Brokerage.Transport;

namespace Brokerage.Conformance.Tests.Guide.Acme;

/// <summary>The way of an order, as the trading role of an adapter has it: the parts that decide about money.</summary>
internal sealed class AcmeOrders(AcmeSession session, BrokerFeatures features)
{
    private readonly ConcurrentDictionary<(ClientOrderId Id, int Attempt), bool> _submitted = new();

    #region prepare
    public async Task<PreparedOrder> PrepareAsync(OrderIntent intent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(intent);
        var account = await session.RequireAsync(intent.Account.Account, cancellationToken).ConfigureAwait(false);
        var notices = OrderRules.Check(features, account, instrument: null, intent);
        if (OrderRules.RefusalOf(AcmeAdapter.BrokerId, intent.Account, notices) is { } refusal)
        {
            throw new BrokerageException(refusal); // what the features deny never leaves
        }

        return new PreparedOrder
        {
            Intent = intent,
            Attempt = 1,
            WireId = $"{intent.ClientOrderId}-1",   // derived from the id and the attempt: the same wish has the same id after a restart
            Evidence = "acme/1",                    // what this adapter needs to recognise the order later; versioned
            PreparedAt = session.Clock.GetUtcNow(),
        };
    }
    #endregion

    #region submit
    public async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_submitted.TryAdd((order.Intent.ClientOrderId, order.Attempt), true))
        {
            throw new ArgumentException("This attempt has been submitted before. Look for the order instead of sending it again.", nameof(order));
        }

        using var reply = await session.SendAsync(RequestFor(order), cancellationToken).ConfigureAwait(false);
        if (reply.TryRead(AcmeJson.Default.OrderWire, out var wire, out var error) && OrderId.TryParse(wire.Id, out var id))
        {
            return new SubmitResult.Placed([new OrderAck(OrderRole.Single, id)], VerdictPending: true, [], Snapshot: null);
        }

        error ??= AcmeErrors.Unreadable("an order without an id").Error with { Effect = Effect.Unknown };
        return error.Effect == Effect.None ? new SubmitResult.Rejected(error) : new SubmitResult.OutcomeUnknown(order, error);
    }

    private static BrokerRequest RequestFor(PreparedOrder order)
    {
        var spec = ((OrderPlan.Single)((OrderIntent.New)order.Intent).Plan).Spec;
        var leg = spec.Legs[0];
        return new BrokerRequest
        {
            Operation = "orders.place",
            Class = OperationClass.Placement,       // never repeated, unless it provably never left
            Purpose = EndpointPurpose.Trading,
            Method = HttpMethod.Post,
            Path = "v1/orders",
            ContentType = "application/json",
            Body = BrokerRequest.JsonBody(
                new NewOrderWire(
                    order.WireId!, AcmeMapping.ToSymbol(leg.Instrument), leg.Side == Side.Buy ? "B" : "S",
                    ((OrderQuantity.Units)spec.Quantity).Value, ((PriceTerms.Limit)spec.Price).Price),
                AcmeJson.Default.NewOrderWire),
        };
    }
    #endregion

    #region find
    public async Task<bool?> IsThereAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        var path = RequestPath.Of($"v1/orders/by-client-id/{order.WireId!}");
        using var reply = await session.SendAsync(BrokerRequest.Get("orders.find", EndpointPurpose.Trading, path), cancellationToken).ConfigureAwait(false);
        return reply.Error switch
        {
            null => true,                                                                  // Sighting.Found, with the order as it stands
            { Code: BrokerageErrorCode.OrderNotFound, BrokerCode: "NO_ORDER" } => false,   // Sighting.NotSeen: Acme's own words
            var unclear => throw new BrokerageException(unclear),                          // nothing is known, and nothing is proven
        };
    }
    #endregion
}
