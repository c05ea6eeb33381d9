namespace Brokerage;

/// <summary>Settings of the secrets of connections.</summary>
public sealed class TokenOptions
{
    /// <summary>How long decrypted secrets that nobody uses stay in memory. Default: 10 minutes.</summary>
    public TimeSpan ForgetAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long one renewal may take, the wait for others included. Default: 1 minute.</summary>
    public TimeSpan RenewTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long to wait after a renewal whose answer was lost, before the one further attempt that follows. Default: 2 seconds.
    /// </summary>
    public TimeSpan PauseAfterDoubt { get; set; } = TimeSpan.FromSeconds(2);
}
