namespace Brokerage.Fit.Kit;

internal static class Rules
{
    /// <summary>What the broker lacks is refused before anything leaves.</summary>
    public static void Demand(BrokerFeatures features, OrderIntent intent, InstrumentInfo? instrument = null)
    {
        var notices = OrderRules.Check(features, null, instrument, intent);
        if (OrderRules.RefusalOf(features.Broker, intent.Account, notices) is { } refusal) throw new BrokerageException(refusal);
    }

    public static OrderSpec Single(OrderIntent intent, BrokerId broker) => intent is OrderIntent.New { Plan: OrderPlan.Single single }
        ? single.Spec
        : throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, broker, $"{broker} takes no such order."));
}
