namespace Brokerage;

/// <summary>What an order does in an environment. Portfolios of different kinds are never added.</summary>
public enum EnvironmentKind
{
    /// <summary>Nothing leaves this process or machine: the Mock broker, a simulator on loopback.</summary>
    Simulated = 0,

    /// <summary>The broker's test system, with canned or scripted answers.</summary>
    Sandbox = 1,

    /// <summary>The broker's system with play money and real prices.</summary>
    Paper = 2,

    /// <summary>Real money. Writing needs <see cref="BrokerageConnectionContext.AllowLiveOrders"/>.</summary>
    Live = 3,
}
