namespace Brokerage.Transport;

/// <summary>Settings of a <see cref="SocketSession"/>.</summary>
public sealed record SocketSessionOptions
{
    /// <summary>A constant name for logs and meters: <c>trading</c>, <c>quotes</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The environment, whose streaming endpoints are the only addresses that can be reached.</summary>
    public required BrokerEnvironment Environment { get; init; }

    /// <summary>Opens connections; null for web sockets.</summary>
    public ISocketConnector? Connector { get; init; }

    /// <summary>How long connecting, logging in and subscribing may take together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Without any message for so long the line counts as dead.</summary>
    public TimeSpan StallAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the protocol's heartbeat is sent; null for never.</summary>
    public TimeSpan? HeartbeatEvery { get; init; }

    /// <summary>The first pause between attempts; it doubles, and each is drawn at random between zero and its length (full jitter).</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between attempts.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The pause after the broker said that there are too many connections: it needs time to notice that the old one is gone.</summary>
    public TimeSpan ConnectionLimitPause { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>A line that held so long counts as good: the next pause is the first again.</summary>
    public TimeSpan GoodAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many order events may wait for a slow reader before the session stops reading from the line.</summary>
    public int OrderQueueLength { get; init; } = 1024;

    /// <summary>How far before the last message a look-up after a break reaches back: brokers' lists are late, and clocks differ.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(2);
}
