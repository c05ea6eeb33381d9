namespace Brokerage;

/// <summary>How orders are followed.</summary>
public sealed class OrderTrackerOptions
{
    /// <summary>How often followed orders are asked for while there is no live stream. Default: 5 seconds.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often they are asked for beside a live stream, in case it has fallen silent unnoticed. Default: 1 minute.</summary>
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a stream that has ended rests before it is tried again. Default: 30 seconds.</summary>
    public TimeSpan RetryStreamAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an order that has ended is still watched for late fills. It is asked for once more at the end. Default: 30 seconds.</summary>
    public TimeSpan LingerFor { get; set; } = TimeSpan.FromSeconds(30);
}
