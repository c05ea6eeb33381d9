using System.Diagnostics.CodeAnalysis;

namespace Brokerage;

/// <summary>
/// A currency by its code: ISO 4217 (<c>USD</c>), a minor unit that markets quote in (<c>GBX</c>), or a coin that serves as money
/// (<c>USDC</c>).
/// </summary>
public readonly record struct Currency
{
    private const int MinLength = 2;
    private const int MaxLength = 10;
    private readonly string? _code;

    private Currency(string code) => _code = code;

    /// <summary>The US dollar.</summary>
    public static Currency Usd { get; } = new("USD");

    /// <summary>The euro.</summary>
    public static Currency Eur { get; } = new("EUR");

    /// <summary>The pound sterling; London's shares are quoted in <c>GBX</c>, a hundredth of it.</summary>
    public static Currency Gbp { get; } = new("GBP");

    /// <summary>The code, in upper case.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Code => _code ?? throw IdText.Unset(nameof(Currency));

    /// <summary>Reads a currency code; lower case is folded.</summary>
    /// <exception cref="ArgumentException">The text is not 2 to 10 letters or digits.</exception>
    public static Currency Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var currency)
            ? currency
            : throw new ArgumentException($"A currency code is {MinLength} to {MaxLength} letters or digits.", nameof(text));
    }

    /// <summary>Reads a currency code; lower case is folded.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Currency currency)
    {
        currency = default;
        if (text is null || text.Length is < MinLength or > MaxLength) return false;

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c)) return false;
        }

        currency = new Currency(text.ToUpperInvariant());
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => _code ?? "";
}
