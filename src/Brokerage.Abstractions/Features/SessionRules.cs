namespace Brokerage;

/// <summary>What a broker allows at once per login.</summary>
/// <param name="OneSessionPerLogin">True where a second session ends or blocks the first.</param>
/// <param name="StreamsPerLogin">How many streaming sockets; null: not told.</param>
/// <param name="KeepAlive">How often the session must be used to stay; null: it stays.</param>
public sealed record SessionRules(bool OneSessionPerLogin, int? StreamsPerLogin, TimeSpan? KeepAlive);
