namespace Brokerage;

/// <summary>What could not be read beside what could.</summary>
/// <param name="Item">The thing that was asked for, in the words of the request: an instrument's text, an account, a page.</param>
/// <param name="Error">Why it is not there.</param>
public sealed record ItemFailure(string Item, BrokerageError Error);
