namespace Brokerage;

/// <summary>What a user has allowed a connection to do.</summary>
public enum ConnectionAccess
{
    /// <summary>To read. It has no <see cref="IBrokerageConnection.Trading"/>.</summary>
    ReadOnly = 0,

    /// <summary>To read and to trade.</summary>
    Trading = 1,
}
