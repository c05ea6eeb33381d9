namespace Brokerage.Alpaca;

/// <summary>One line of the table of errors: a status, what the message says (null: whatever it says), and what it means.</summary>
internal sealed record AlpacaErrorRule(
    int Status,
    IReadOnlyList<string>? Message,
    BrokerageErrorCode Code,
    RecoveryAction Recovery,
    bool IsTransient = false,
    Effect Effect = Effect.None)
{
    /// <summary>Whether the line speaks about an answer with this message.</summary>
    public bool Fits(string? message) => Message is null || (message is not null && Message.Any(phrase => Holds(message, phrase)));

    // The parts of a phrase, divided by stars, occur one after the other.
    private static bool Holds(string message, string phrase)
    {
        var at = 0;
        foreach (var part in phrase.Split('*'))
        {
            var found = message.IndexOf(part, at, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return true;
    }
}
