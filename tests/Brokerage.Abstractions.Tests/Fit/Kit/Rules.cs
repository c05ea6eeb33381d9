namespace Brokerage.Fit.Kit;

internal static class Rules
{
    public static OrderSpec Single(OrderIntent intent, BrokerId broker) => intent is OrderIntent.New { Plan: OrderPlan.Single single }
        ? single.Spec
        : throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, broker, $"{broker} takes no such order."));
}
