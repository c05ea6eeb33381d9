namespace Brokerage;

/// <summary>What an address is for. A request names its purpose, and must match an endpoint of that purpose.</summary>
public enum EndpointPurpose
{
    /// <summary>Signing in, renewing and revoking access.</summary>
    SignIn = 0,

    /// <summary>Accounts, balances, positions and orders.</summary>
    Trading = 1,

    /// <summary>Quotes, chains, bars, instruments and hours.</summary>
    MarketData = 2,

    /// <summary>Sockets and long answers that push.</summary>
    Streaming = 3,
}
