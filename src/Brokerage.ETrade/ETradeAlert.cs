namespace Brokerage.ETrade;

/// <summary>A message of E*TRADE's to the user.</summary>
/// <param name="Id">Names it for ever.</param>
/// <param name="Created">When it was made (UTC); null where E*TRADE does not say.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="IsRead">Whether the user has read it; null where E*TRADE does not say.</param>
/// <param name="Text">Its text, where it was asked for by its id.</param>
/// <param name="Symbol">E*TRADE's symbol of what it is about, if it is about one.</param>
public sealed record ETradeAlert(string Id, DateTimeOffset? Created, string? Subject, bool? IsRead, string? Text = null, string? Symbol = null);
