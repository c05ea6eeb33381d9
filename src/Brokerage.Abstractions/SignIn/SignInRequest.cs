namespace Brokerage;

/// <summary>The wish to sign a user in.</summary>
public sealed record SignInRequest
{
    /// <summary>The environment to sign in to. Some brokers' tokens do not name it, therefore it is chosen here and kept.</summary>
    public required BrokerEnvironment Environment { get; init; }

    /// <summary>The name of the application's registration at the broker; chooses its key, never is one.</summary>
    public required string Application { get; init; }

    /// <summary>Random, at least 128 bits, made by the caller; comes back with the callback where the broker returns it.</summary>
    public required string State { get; init; }

    /// <summary>Where the broker sends the user afterwards; null where the user types a code.</summary>
    public Uri? RedirectTo { get; init; }

    /// <summary>
    /// Who must log in, when a connection is renewed; null for a new one. An adapter that sees somebody else refuses with this member as the
    /// error's <see cref="BrokerageError.Field"/>.
    /// </summary>
    public string? ExpectedSubject { get; init; }

    /// <summary>The registration and the environment; never the state.</summary>
    public override string ToString() => $"{nameof(SignInRequest)}: {Application}, {Environment}";
}
