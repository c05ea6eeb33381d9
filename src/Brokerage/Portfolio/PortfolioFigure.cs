using System.Globalization;

namespace Brokerage;

/// <summary>A sum over parts of which some may be unknown: an unknown part is counted, never taken as zero.</summary>
/// <param name="Known">The sum of the parts that are known; <see langword="null"/> if none is.</param>
/// <param name="Missing">How many parts the brokers did not tell.</param>
public readonly record struct PortfolioFigure(decimal? Known, int Missing)
{
    /// <summary>The sum if every part is known, else <see langword="null"/>.</summary>
    public decimal? Total => Missing == 0 ? Known : null;

    /// <summary>The known sum in invariant digits, with a note of what is missing.</summary>
    public override string ToString()
    {
        var known = Known?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
        return Missing == 0 ? known : string.Create(CultureInfo.InvariantCulture, $"{known} ({Missing} missing)");
    }

    internal static PortfolioFigure Sum(IEnumerable<decimal?> parts)
    {
        decimal? known = null;
        var missing = 0;
        foreach (var part in parts)
        {
            // A sum that no decimal can hold is as unknown as a part that was not told.
            if (part is { } value && Arithmetic.Add(known ?? 0m, value) is { } sum)
                known = sum;
            else
                missing++;
        }

        return new PortfolioFigure(known, missing);
    }
}
