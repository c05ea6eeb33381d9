using System.Diagnostics.CodeAnalysis;

namespace Brokerage;

/// <summary>
/// Names a broker: <c>alpaca</c>, <c>etrade</c>, <c>schwab</c>, <c>ibkr</c>, <c>tradier</c>, <c>robinhood</c>, <c>fidelity</c>,
/// <c>manual</c>, <c>mock</c>, or a name that a third party chose. An open set; always lower case.
/// </summary>
public readonly record struct BrokerId
{
    private const int MaxLength = 32;
    private readonly string? _value;

    private BrokerId(string value) => _value = value;

    /// <summary>The name: 1 to 32 of <c>a-z 0-9 _ - .</c></summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Value => _value ?? throw IdText.Unset(nameof(BrokerId));

    /// <summary>Reads a broker's name; upper case is folded.</summary>
    /// <exception cref="ArgumentException">The text is no broker's name.</exception>
    public static BrokerId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var id)
            ? id
            : throw new ArgumentException($"A broker id is 1 to {MaxLength} of a-z 0-9 _ - . characters.", nameof(text));
    }

    /// <summary>Reads a broker's name; upper case is folded.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BrokerId id)
    {
        id = default;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength) return false;

        var lower = text.ToLowerInvariant();
        foreach (var c in lower)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('_' or '-' or '.')) return false;
        }

        id = new BrokerId(lower);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
