using System.Runtime.CompilerServices;

namespace Brokerage;

/// <summary>What the parts of an instrument may hold. One place, so that text and records cannot disagree.</summary>
internal static class InstrumentRules
{
    // Shorter than an OCC symbol (21), so that the two are never confused.
    private const int MaxSymbol = 20;

    internal static string Symbol(string value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return IsSymbol(value) ? value : throw Bad(name, $"a symbol is 1 to {MaxSymbol} of A-Z 0-9 . - + &, in upper case");
    }

    internal static string Market(string value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value.Length is >= 2 and <= 10 && IsCode(value) ? value : throw Bad(name, "a market is US or an ISO 10383 code");
    }

    internal static string OptionRoot(string value, [CallerArgumentExpression(nameof(value))] string? name = null) => Code(value, 6, name);

    internal static string Code(string value, int maxLength, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value.Length <= maxLength && IsCode(value) ? value : throw Bad(name, $"it is 1 to {maxLength} of A-Z 0-9, in upper case");
    }

    internal static DateOnly Expiry(DateOnly value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value.Year is >= 2000 and <= 2099 ? value : throw Bad(name, "an OCC symbol knows the years 2000 to 2099");

    internal static decimal Strike(decimal value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is > 0 and < 100_000m && value * 1000m == decimal.Truncate(value * 1000m)
            ? value
            : throw Bad(name, "an OCC strike is above 0, below 100000, with at most three decimals");

    internal static int Year(int value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 1900 and <= 9999 ? value : throw Bad(name, "a year has four digits");

    internal static int Month(int value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 1 and <= 12 ? value : throw Bad(name, "a month is 1 to 12");

    internal static string? Kind(string? value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is null ? null : IdText.Check(value, 64, name ?? nameof(Kind));

    internal static Currency Set(Currency value)
    {
        _ = value.Code;
        return value;
    }

    internal static BrokerId Set(BrokerId value)
    {
        _ = value.Value;
        return value;
    }

    internal static T NotNull<T>(T value, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }

    internal static bool IsSymbol(ReadOnlySpan<char> text)
    {
        if (text.Length is < 1 or > MaxSymbol || !char.IsAsciiLetterOrDigit(text[0])) return false;

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c) && c is not ('.' or '-' or '+' or '&')) return false;
        }

        return true;
    }

    internal static bool IsCode(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return false;

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c)) return false;
        }

        return true;
    }

    private static ArgumentException Bad(string? name, string rule) => new($"{name}: {rule}.", name);
}
