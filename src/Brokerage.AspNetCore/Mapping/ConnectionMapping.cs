using Brokerage.AspNetCore.Wire;

namespace Brokerage.AspNetCore.Mapping;

internal static class ConnectionMapping
{
    public static ConnectionWire ToWire(StoredConnection connection, EnvironmentKind? kind, string? detail, IReadOnlyList<StoredAccount> accounts) => new()
    {
        ConnectionId = connection.Connection.Value,
        BrokerId = connection.Broker.Value,
        Environment = connection.Environment,
        EnvironmentKind = kind?.ToString(),
        Access = connection.Access.ToString(),
        State = connection.State.ToString(),
        Problem = connection.Problem?.ToString(),
        Detail = detail,
        Nickname = connection.Nickname,
        IsPrimary = connection.IsPrimary,
        ConnectedAt = connection.ConnectedAt,
        LoggedInAt = connection.LoggedInAt,
        PersonNeededBy = connection.PersonNeededBy,
        LastSyncAt = connection.LastSyncAt,
        Accounts = [.. accounts.Select(ToWire)],
    };

    public static ConnectionWire ToWire(ConnectionInfo info) => new()
    {
        ConnectionId = info.Connection.Value,
        BrokerId = info.Broker.Value,
        Environment = info.Environment?.Name,
        EnvironmentKind = info.Environment?.Kind.ToString(),
        State = info.Problem is null ? null : nameof(ConnectionState.Error),
        Problem = info.Problem?.Code.ToString(),
        Accounts = [],
    };

    private static AccountWire ToWire(StoredAccount account) => new()
    {
        AccountId = account.Ref.Account.Value,
        Name = account.Name,
        MaskedNumber = account.MaskedNumber,
        Status = account.Status.ToString(),
        Currency = account.BaseCurrency.Code,
        Nickname = account.Nickname,
        IsCounted = account.IsCounted,
        AsOf = account.AsOf,
    };
}
