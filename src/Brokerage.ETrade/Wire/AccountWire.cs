using System.Text.Json.Serialization;

namespace Brokerage.ETrade.Wire;

/// <summary>GET /v1/accounts/list.</summary>
internal sealed record AccountListAnswerWire : IAnswerWire
{
    [JsonPropertyName("AccountListResponse")] public AccountListWire? AccountListResponse { get; set; }

    bool IAnswerWire.IsAnswer => AccountListResponse?.Accounts?.Account is { Count: > 0 };
}

internal sealed record AccountListWire
{
    [JsonPropertyName("Accounts")] public AccountsWire? Accounts { get; set; }
}

internal sealed record AccountsWire
{
    [JsonPropertyName("Account")] public IReadOnlyList<AccountWire>? Account { get; set; }
}

/// <summary>No record, which would print its whole number.</summary>
internal sealed class AccountWire
{
    public string? AccountId { get; set; }
    public string? AccountIdKey { get; set; }
    public string? AccountMode { get; set; }
    public string? AccountDesc { get; set; }
    public string? AccountName { get; set; }
    public string? AccountType { get; set; }
    public string? AccountStatus { get; set; }
}
