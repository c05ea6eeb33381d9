namespace Brokerage;

/// <summary>
/// Whose secrets a record holds. It is sealed into the record, which therefore opens nowhere else: not for another user, broker, environment
/// or connection, wherever the row was copied to.
/// </summary>
/// <param name="User">The user; null where connections belong to nobody.</param>
/// <param name="Broker">The broker.</param>
/// <param name="Environment">The environment's name.</param>
/// <param name="Connection">The connection.</param>
public sealed record SecretOwner(string? User, BrokerId Broker, string Environment, ConnectionId Connection);
