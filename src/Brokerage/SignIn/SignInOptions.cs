namespace Brokerage;

/// <summary>Settings of sign-ins and of the connections that come from them.</summary>
public sealed class SignInOptions
{
    /// <summary>How long a sign-in may take, if the broker does not end it earlier. Default, and at most: 10 minutes.</summary>
    public TimeSpan LongestSignIn { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether connections that their users allow to trade may write to live environments. Default: no.
    /// </summary>
    public bool AllowLiveOrders { get; set; }
}
