using System.Globalization;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>The conditions on contracts that both hosts know.</summary>
internal sealed record OptionFilter
{
    private DateOnly? Expires { get; init; }

    private DateOnly? From { get; init; }

    private DateOnly? To { get; init; }

    private decimal? Lowest { get; init; }

    private decimal? Highest { get; init; }

    private bool? IsCall { get; init; }

    private string? Root { get; init; }

    public static OptionFilter Read(Call call, DateOnly? lastDayByDefault) => new()
    {
        Expires = Day(call, "expiration_date"),
        From = Day(call, "expiration_date_gte"),
        To = Day(call, "expiration_date_lte") ?? lastDayByDefault,
        Lowest = Price(call, "strike_price_gte"),
        Highest = Price(call, "strike_price_lte"),
        Root = call.Query("root_symbol"),
        IsCall = call.Query("type") switch
        {
            null => null,
            "call" => true,
            "put" => false,
            _ => throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid type")),
        },
    };

    public bool Matches(Instrument.Option option) =>
        (Expires is null || option.Expires == Expires)
        && (From is null || option.Expires >= From)
        && (To is null || option.Expires <= To)
        && (Lowest is null || option.Strike >= Lowest)
        && (Highest is null || option.Strike <= Highest)
        && (IsCall is null || option.IsCall == IsCall)
        && string.Equals(Root ?? option.Root, option.Root, StringComparison.Ordinal);

    private static DateOnly? Day(Call call, string name)
    {
        if (call.Query(name) is not { } text)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new AlpacaRefusal(AlpacaErrors.Invalid($"invalid {name}: {text}"));
    }

    private static decimal? Price(Call call, string name)
    {
        if (call.Query(name) is not { } text)
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            ? price
            : throw new AlpacaRefusal(AlpacaErrors.Invalid($"invalid {name}: {text}"));
    }
}
