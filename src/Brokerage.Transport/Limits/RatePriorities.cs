namespace Brokerage.Transport;

/// <summary>Which request has which priority.</summary>
internal static class RatePriorities
{
    public static RatePriority Of(OperationClass operation) => operation switch
    {
        OperationClass.Cancel => RatePriority.Cancel,
        OperationClass.Placement => RatePriority.Placement,
        OperationClass.Session or OperationClass.Refresh or OperationClass.SignIn => RatePriority.Session,
        _ => BrokerageCall.Priority == CallPriority.Background ? RatePriority.Background : RatePriority.Read,
    };
}
