namespace Brokerage;

/// <summary>Something that a reading could not read, kept beside what it could.</summary>
/// <param name="Connection">The connection that failed.</param>
/// <param name="Broker">Its broker.</param>
/// <param name="Environment">Its kind of environment; <see langword="null"/> if the connection could not be created.</param>
/// <param name="Account">The account concerned; <see langword="null"/> if it is the whole connection.</param>
/// <param name="Part">What was being read.</param>
/// <param name="Item">The single row that failed, as the broker names it; <see langword="null"/> if the whole part did.</param>
/// <param name="Error">What happened, with what a program can do about it.</param>
public sealed record PortfolioFailure(
    ConnectionId Connection,
    BrokerId Broker,
    EnvironmentKind? Environment,
    AccountId? Account,
    PortfolioPart Part,
    string? Item,
    BrokerageError Error);
