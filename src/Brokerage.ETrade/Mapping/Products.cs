using System.Globalization;
using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>Instruments as E*TRADE names them, and back. Of an option it gives the underlying's symbol and the terms, at times an OSI key.</summary>
internal static class Products
{
    private const int OsiTail = 15;

    /// <summary>What a product names; anything that cannot be told keeps its symbol and its kind.</summary>
    /// <exception cref="BrokerageException">It names nothing at all.</exception>
    public static Instrument ToInstrument(ProductWire? product, string? osiKey = null)
    {
        if (product?.Symbol?.Trim() is not { Length: > 0 } symbol)
        {
            throw ETradeErrors.Unreadable("a product without a symbol");
        }

        var named = Words.Upper(product.SecurityType) switch
        {
            "EQ" => Parse(symbol),
            "OPTN" => Option(osiKey) ?? Option(product, symbol),
            "MF" or "MMF" => Parse("fund:" + symbol),
            "INDX" => Parse("index:" + symbol.TrimStart('$')),
            "BOND" => Parse("bond:" + symbol),
            _ => null,
        };
        return named ?? Unclassified(product, symbol, osiKey);
    }

    /// <summary>Whether something held that cannot be told may be an instrument: it is of its kind, or has its symbol and a kind that is not known.</summary>
    public static bool MayBe(Instrument held, Instrument asked)
    {
        (string? symbol, string? kind) = asked switch
        {
            Instrument.Equity equity => (equity.Symbol, "EQ"),
            Instrument.Fund fund => (fund.Symbol, "MF"),
            Instrument.Option => (null, "OPTN"),
            _ => ((string?)null, (string?)null),
        };
        return kind is not null && held is Instrument.Unclassified other
            && (string.Equals(other.Kind, kind, StringComparison.OrdinalIgnoreCase) || string.Equals(other.Key, symbol, StringComparison.Ordinal));
    }

    /// <summary>The root of an OSI key, as it stands there; empty where there is none.</summary>
    public static ReadOnlySpan<char> RootOf(ReadOnlySpan<char> osiKey) => osiKey.Trim() is { Length: > OsiTail } key ? key[..^OsiTail].TrimEnd("-_ ") : [];

    /// <summary>An option by its OSI key: <c>IBM---180817C00200000</c>, whatever its root is padded with.</summary>
    public static Instrument.Option? Option(string? osiKey)
    {
        var key = osiKey.AsSpan().Trim();
        if (key.Length <= OsiTail)
        {
            return null;
        }

        var terms = key[^OsiTail..];
        bool? isCall = terms[6] switch { 'C' => true, 'P' => false, _ => null };
        var expires = Times.Day(2000 + Digits(terms[..2]), Digits(terms[2..4]), Digits(terms[4..6]));
        return Option(RootOf(key).ToString(), expires, Digits(terms[7..]) / 1000m, isCall);
    }

    /// <summary>An option by its terms.</summary>
    public static Instrument.Option? Option(string? root, DateOnly? expires, decimal? strike, string? callPut)
    {
        bool? isCall = Words.Upper(callPut) switch { "CALL" => true, "PUT" => false, _ => null };
        return string.IsNullOrEmpty(root) ? null : Option(Root(root), expires, strike, isCall);
    }

    private static Instrument.Option? Option(string root, DateOnly? expires, decimal? strike, bool? isCall)
    {
        if (expires is not { } day || strike is not { } price || isCall is not { } call)
        {
            return null;
        }

        try
        {
            return new Instrument.Option(root, day, price, call);
        }
        catch (ArgumentException)
        {
            // Terms that no listed option has.
            return null;
        }
    }

    /// <summary>The product of an order.</summary>
    /// <exception cref="BrokerageException">E*TRADE takes no orders of it.</exception>
    public static TicketProductWire ToWire(Instrument instrument, SymbolBook symbols) => instrument switch
    {
        Instrument.Equity { Market: Instrument.Equity.UnitedStates } equity => new TicketProductWire { SecurityType = "EQ", Symbol = equity.Symbol },
        Instrument.Option option => new TicketProductWire
        {
            SecurityType = "OPTN",
            Symbol = symbols.Of(option) ?? throw ETradeErrors.Refuse($"By what symbol E*TRADE names {option} is not certain, so that another contract could be meant."),
            CallPut = option.IsCall ? "CALL" : "PUT",
            ExpiryYear = Number(option.Expires.Year),
            ExpiryMonth = Number(option.Expires.Month),
            ExpiryDay = Number(option.Expires.Day),
            StrikePrice = TicketMapping.Text(option.Strike),
        },
        _ => throw ETradeErrors.Refuse($"E*TRADE takes no orders for {instrument}."),
    };

    /// <summary>A symbol as the address of quotes names it, each part escaped; null for what has no quotes.</summary>
    public static string? ToQuoteSymbol(Instrument instrument, SymbolBook symbols) => instrument switch
    {
        Instrument.Equity { Market: Instrument.Equity.UnitedStates } equity => Uri.EscapeDataString(equity.Symbol),
        Instrument.Fund fund => Uri.EscapeDataString(fund.Symbol),
        Instrument.Index index => Uri.EscapeDataString(index.Symbol),
        Instrument.Option option => symbols.Of(option) is not { } symbol ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{Uri.EscapeDataString(symbol)}:{option.Expires.Year}:{option.Expires.Month}:{option.Expires.Day}:{(option.IsCall ? "CALL" : "PUT")}:{option.Strike:0.000000}"),
        Instrument.Unclassified { Kind: not null and not "OPTN" } other when other.Broker == ETradeAdapter.BrokerId => Uri.EscapeDataString(other.Key),
        _ => null,
    };

    private static Instrument.Option? Option(ProductWire product, string symbol) =>
        Option(symbol, Times.Day(product.ExpiryYear, product.ExpiryMonth, product.ExpiryDay), product.StrikePrice, product.CallPut);

    // The OCC writes roots without the dot of a share class.
    private static string Root(string symbol) => symbol.ToUpperInvariant().Replace(".", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal);

    private static Instrument? Parse(string text) => Instrument.TryParse(text, out var parsed) && parsed is not Instrument.Crypto ? parsed : null;

    private static Instrument.Unclassified Unclassified(ProductWire product, string symbol, string? osiKey)
    {
        var isOption = string.Equals(product.SecurityType, "OPTN", StringComparison.OrdinalIgnoreCase);
        var key = isOption ? osiKey?.Trim() is { Length: > 0 } osi ? osi : Terms(product, symbol) : symbol;
        var kind = string.IsNullOrWhiteSpace(product.SecurityType) ? "UNKNOWN" : product.SecurityType.Trim();
        return new Instrument.Unclassified(ETradeAdapter.BrokerId, Printable(key, 128), Printable(kind, 64));
    }

    // Two contracts of one underlying must not become one.
    private static string Terms(ProductWire product, string symbol) => string.Create(
        CultureInfo.InvariantCulture,
        $"{symbol}:{product.ExpiryYear}:{product.ExpiryMonth}:{product.ExpiryDay}:{product.CallPut}:{product.StrikePrice}");

    // A key holds printable ASCII; what is not cannot be sent back either.
    private static string Printable(string text, int longest)
    {
        var kept = text.Length > longest ? text[..longest] : text;
        return string.Create(kept.Length, kept, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = source[i] is > ' ' and <= '~' ? source[i] : '?';
            }
        });
    }

    private static int? Digits(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
