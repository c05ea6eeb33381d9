namespace Brokerage.Alpaca;

/// <summary>Guards that hold in every composition, with and without a container.</summary>
internal static class AlpacaGuards
{
    /// <summary>Nothing is written to the live environment without the explicit switch.</summary>
    public static void RequireLiveSwitch(BrokerageConnectionContext context)
    {
        if (context.Environment.Kind == EnvironmentKind.Live && !context.AllowLiveOrders)
        {
            throw new BrokerageException(new BrokerageError(
                BrokerageErrorCode.LiveTradingNotAllowed,
                AlpacaAdapter.BrokerId,
                "Orders in the live environment need AllowLiveOrders in the connection's context."));
        }
    }
}
