namespace Brokerage.ETrade;

/// <summary>Guards that hold in every composition, with and without a container.</summary>
internal static class ETradeGuards
{
    /// <summary>Nothing is written to the live environment without the explicit switch.</summary>
    public static void RequireLiveSwitch(BrokerageConnectionContext context)
    {
        if (context.Environment.Kind == EnvironmentKind.Live && !context.AllowLiveOrders)
        {
            throw new BrokerageException(new BrokerageError(
                BrokerageErrorCode.LiveTradingNotAllowed,
                ETradeAdapter.BrokerId,
                "Orders in the live environment need AllowLiveOrders in the connection's context."));
        }
    }

    /// <summary>The account is one of this connection's.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void RequireOwn(AccountRef account, ConnectionId connection, string parameter)
    {
        if (account.Broker != ETradeAdapter.BrokerId || account.Connection != connection)
        {
            throw new ArgumentException($"The order names an account of connection '{account.Connection}' at '{account.Broker}'.", parameter);
        }
    }
}
