namespace Brokerage.ETrade;

/// <summary>
/// Settings of an application that is registered at E*TRADE: a pair of keys for each environment, since each knows its own alone. The
/// sandbox is the default; live orders need <see cref="AllowLiveOrders"/> too.
/// </summary>
public sealed class ETradeOptions
{
    /// <summary>The consumer key of the live environment; null where there is none.</summary>
    public string? ConsumerKey { get; set; }

    /// <summary>The secret of <see cref="ConsumerKey"/>.</summary>
    public Secret? ConsumerSecret { get; set; }

    /// <summary>The consumer key of the sandbox, and of a simulator; null where there is none.</summary>
    public string? SandboxConsumerKey { get; set; }

    /// <summary>The secret of <see cref="SandboxConsumerKey"/>.</summary>
    public Secret? SandboxConsumerSecret { get; set; }

    /// <summary>
    /// The environment of a connection of one's own (<see cref="ETradeAdapter.Create(ConnectionSecrets, string)"/>):
    /// <see cref="ETradeAdapter.Sandbox"/>, <see cref="ETradeAdapter.Live"/> or a simulated one.
    /// </summary>
    public BrokerEnvironment Environment { get; set; } = ETradeAdapter.Sandbox;

    /// <summary>Whether a connection of one's own may place, change and cancel orders in the live environment. Reading never needs it.</summary>
    public bool AllowLiveOrders { get; set; }

    /// <summary>
    /// Whether orders may be sent that E*TRADE's documents suggest and nothing proves, in the sandbox nearly all; they carry a notice.
    /// Refused by default.
    /// </summary>
    public bool AllowUnverified { get; set; }

    /// <summary>
    /// On how many days a login is good, the day itself included: 1, until the next midnight in New York, unless E*TRADE has extended the key.
    /// </summary>
    public int LoginDays { get; set; } = 1;

    /// <summary>Requests per second about accounts. E*TRADE publishes no limit; 2 was the former one.</summary>
    public int AccountRequestsPerSecond { get; set; } = 2;

    /// <summary>Requests per second about orders. E*TRADE publishes no limit; 2 was the former one.</summary>
    public int OrderRequestsPerSecond { get; set; } = 2;

    /// <summary>Requests per second about prices. E*TRADE publishes no limit; 4 was the former one.</summary>
    public int MarketRequestsPerSecond { get; set; } = 4;

    /// <summary>Asks for XML instead of JSON, as E*TRADE answers both from the same addresses.</summary>
    internal bool AnswersInXml { get; set; }
}
