using System.Text.Json.Serialization;

namespace Brokerage.AspNetCore.Wire;

internal sealed record ConnectionListWire(IReadOnlyList<ConnectionWire> Connections);

/// <summary>A connection. What users did not sign in to, but the host has configured, tells less.</summary>
internal sealed record ConnectionWire
{
    public required string ConnectionId { get; init; }

    public required string BrokerId { get; init; }

    public string? Environment { get; init; }

    /// <summary>"Live", "Paper", "Sandbox" or "Simulated"; null where the broker is not registered in this process.</summary>
    public string? EnvironmentKind { get; init; }

    public string? Access { get; init; }

    public string? State { get; init; }

    /// <summary>The code of what is wrong.</summary>
    public string? Problem { get; init; }

    /// <summary>How it stands, in a sentence for its user; null while there is nothing to say.</summary>
    public string? Detail { get; init; }

    public string? Nickname { get; init; }

    public bool IsPrimary { get; init; }

    public DateTimeOffset? ConnectedAt { get; init; }

    public DateTimeOffset? LoggedInAt { get; init; }

    public DateTimeOffset? PersonNeededBy { get; init; }

    public DateTimeOffset? LastSyncAt { get; init; }

    public required IReadOnlyList<AccountWire> Accounts { get; init; }
}

internal sealed record AccountWire
{
    public required string AccountId { get; init; }

    public required string Name { get; init; }

    public required string MaskedNumber { get; init; }

    public required string Status { get; init; }

    public required string Currency { get; init; }

    public string? Nickname { get; init; }

    public required bool IsCounted { get; init; }

    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>A connection after it was read now; what could not be read is as it was.</summary>
internal sealed record RefreshedWire(ConnectionWire Connection, bool IsComplete, IReadOnlyList<FailureWire> Failures);

/// <summary>A new name; null takes it away.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NicknameWire(string? Nickname);

/// <summary>What a user chooses for an account: a name of his own, null for none, and whether it counts in totals.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AccountChoiceWire(string AccountId, string? Nickname, bool IsCounted);

/// <summary>How far the broker was told: "AtBroker" or "LocalOnly". Here the connection is gone in any case.</summary>
internal sealed record DisconnectedWire(string Revoked, ErrorWire? Error);
