namespace Brokerage.Simulator;

/// <summary>A message of the broker to its customer.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Text">The message.</param>
/// <param name="Symbol">The symbol that it is about; null for a message about the account.</param>
public sealed record ETradeUserAlert(string Subject, string Text, string? Symbol = null);
