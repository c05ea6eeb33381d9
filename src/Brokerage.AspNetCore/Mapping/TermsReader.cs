using Brokerage.AspNetCore.Problems;
using Brokerage.AspNetCore.Wire;

namespace Brokerage.AspNetCore.Mapping;

/// <summary>Prices, times and words of a page's wish. A price that its kind does not take is refused, not ignored.</summary>
internal static class TermsReader
{
    public static PriceTerms Price(PriceWire price, string at)
    {
        var basis = price.Basis is { } word ? Word<TriggerBasis>(word, at + ".basis") : TriggerBasis.Default;
        var (terms, used) = price.Kind switch
        {
            "Market" => ((PriceTerms)new PriceTerms.Market(), new PriceWire { Kind = price.Kind }),
            "Limit" => (new PriceTerms.Limit(Need(price.Price, at, "price")), new PriceWire { Kind = price.Kind, Price = price.Price }),
            "Stop" => (new PriceTerms.Stop(Need(price.Trigger, at, "trigger"), basis), new PriceWire { Kind = price.Kind, Trigger = price.Trigger, Basis = price.Basis }),
            "StopLimit" => (
                new PriceTerms.StopLimit(Need(price.Trigger, at, "trigger"), Need(price.Price, at, "price"), basis),
                new PriceWire { Kind = price.Kind, Trigger = price.Trigger, Price = price.Price, Basis = price.Basis }),
            "Trailing" => (
                new PriceTerms.Trailing(Need(price.Distance, at, "distance"), price.InPercent ?? throw Refused("Say whether the distance is in percent.", at + ".inPercent"), price.LimitOffset, basis),
                price with { Price = null, Trigger = null, Text = null }),
            _ => throw Refused("A price is Market, Limit, Stop, StopLimit or Trailing.", at + ".kind"),
        };
        return used == price ? terms : throw Refused($"A {price.Kind} order has no such price.", at);
    }

    public static TimeInForce TimeInForce(TimeInForceWire time, string at)
    {
        var kind = Word<TimeInForceKind>(time.Kind, at + ".kind");
        return time.Text is null && time.Until is null == kind is not TimeInForceKind.GoodTillDate
            ? new TimeInForce(kind, time.Until)
            : throw Refused("'until' belongs to GoodTillDate, and GoodTillDate needs it.", at + ".until");
    }

    public static Sessions Sessions(string text, string at)
    {
        var all = Brokerage.Sessions.None;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries)) all |= Word<Sessions>(part, at);
        return all;
    }

    /// <summary>A word as it is written in the enumeration; "Unknown" and "None" say nothing and are refused.</summary>
    public static T Word<T>(string text, string at)
        where T : struct, Enum
    {
        var known = Enum.GetNames<T>().FirstOrDefault(name => string.Equals(name, text, StringComparison.Ordinal));
        return known is not (null or "Unknown" or "None")
            ? Enum.Parse<T>(known)
            : throw Refused($"One of {string.Join(", ", Enum.GetNames<T>().Where(name => name is not ("Unknown" or "None")))} is expected.", at);
    }

    private static decimal Need(decimal? value, string at, string name) => value ?? throw Refused($"'{name}' is missing.", $"{at}.{name}");

    private static RefusedException Refused(string why, string field) => new(Problem.Invalid(why, field));
}
