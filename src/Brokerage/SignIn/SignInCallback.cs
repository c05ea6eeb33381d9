namespace Brokerage;

/// <summary>A broker has sent a user back.</summary>
public sealed record SignInCallback
{
    /// <summary>The user who is logged in to the application now; null where users are not told apart.</summary>
    public required string? User { get; init; }

    /// <summary>The broker that the path belongs to.</summary>
    public required BrokerId Broker { get; init; }

    /// <summary>The name of the environment that the path belongs to.</summary>
    public required string Environment { get; init; }

    /// <summary>The whole address, with its query. It holds a secret: never log it.</summary>
    public required Uri Address { get; init; }

    /// <summary>As <see cref="SignInWish.Session"/>.</summary>
    public Secret? Session { get; init; }

    /// <summary>The broker and environment; never the address.</summary>
    public override string ToString() => $"{nameof(SignInCallback)}: {Broker.Value}, {Environment}";
}
