namespace Brokerage.Exchange;

/// <summary>The line to the exchange failed: there is no answer.</summary>
/// <param name="message">What happened.</param>
/// <param name="hasActed">Whether the exchange had acted.</param>
public sealed class ExchangeLineException(string message, bool hasActed) : Exception(message)
{
    /// <summary>Whether the exchange had acted. A real customer cannot know; simulators and tests can.</summary>
    public bool HasActed { get; } = hasActed;
}
