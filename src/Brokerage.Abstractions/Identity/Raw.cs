namespace Brokerage;

/// <summary>
/// A word of the broker's, read into an enumeration, with the word itself beside it: a word that we do not know yet becomes the
/// enumeration's <c>Unknown</c>, and nothing is lost.
/// </summary>
/// <remarks>Equality counts the word too: compare <see cref="Value"/>, unless the very word matters.</remarks>
/// <typeparam name="T">The enumeration.</typeparam>
/// <param name="Value">What the word means to us.</param>
/// <param name="Text">The broker's own word; null where the broker said nothing.</param>
public readonly record struct Raw<T>(T Value, string? Text = null)
    where T : struct, Enum
{
    /// <inheritdoc/>
    public override string ToString() => Text is null ? Value.ToString() : $"{Value} ({Text})";
}
