namespace Brokerage.Simulator.ETrade.Endpoints;

/// <summary>What the broker counts requests by.</summary>
internal enum Module
{
    Accounts,
    Market,
    Orders,
    User,
}
