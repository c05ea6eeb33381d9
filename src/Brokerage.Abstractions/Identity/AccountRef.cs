namespace Brokerage;

/// <summary>An account, said completely: through which connection, at which broker. Every intent and every result carries it; reads of one connection need the
/// <see cref="AccountId"/> alone.</summary>
/// <param name="Connection">The login through which the account is seen.</param>
/// <param name="Broker">The broker that holds it.</param>
/// <param name="Account">The account at the broker.</param>
public sealed record AccountRef(ConnectionId Connection, BrokerId Broker, AccountId Account)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Connection}/{Account}";
}
