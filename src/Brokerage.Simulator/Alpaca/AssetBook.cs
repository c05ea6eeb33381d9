using System.Globalization;
using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Mapping;

namespace Brokerage.Simulator.Alpaca;

/// <summary>Finds what is listed by the broker's spelling or id.</summary>
internal sealed class AssetBook(SimulatedExchange exchange, WireIds ids)
{
    private const int OptionTail = 15;
    private const int RootWidth = 6;

    public IReadOnlyList<Listing> All => exchange.Listings;

    public Listing? Find(Instrument instrument) => exchange.FindListing(instrument);

    public Listing? Find(string symbolOrId)
    {
        var text = symbolOrId.Trim();
        if (Guid.TryParse(text, out _))
        {
            return All.FirstOrDefault(listing => string.Equals(ids.Asset(Symbols.Of(listing.Instrument)), text, StringComparison.OrdinalIgnoreCase));
        }

        return (Read(text) is { } instrument ? Find(instrument) : null) ?? PairWithoutSlash(text);
    }

    /// <summary>The instrument that a symbol names, listed or not; null for what is no symbol.</summary>
    public static Instrument? Read(string symbol)
    {
        if (IsOption(symbol))
        {
            var root = symbol[..^OptionTail];
            return Instrument.TryParse(root.PadRight(RootWidth) + symbol[^OptionTail..], out var option) ? option : null;
        }

        return Instrument.TryParse(symbol, out var instrument) && instrument is Instrument.Equity or Instrument.Crypto ? instrument : null;
    }

    private static bool IsOption(string symbol)
    {
        if (symbol.Length is <= OptionTail or > OptionTail + RootWidth)
        {
            return false;
        }

        var tail = symbol[^OptionTail..];
        return tail[6] is 'C' or 'P'
            && int.TryParse(tail[..6], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && int.TryParse(tail[7..], NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    // Holdings spell a pair without the slash, and clients hand that back.
    private Listing? PairWithoutSlash(string text) =>
        All.FirstOrDefault(listing => listing.Instrument is Instrument.Crypto && string.Equals(Symbols.OfHolding(listing.Instrument), text, StringComparison.OrdinalIgnoreCase));
}
