using System.Globalization;

namespace Brokerage;

/// <summary>The canonical text of instruments, both ways. Stored and hashed, so it never changes for what can be said today.</summary>
internal static class InstrumentText
{
    private const int OccLength = 21;
    private const int OccRootLength = 6;

    internal static string Write(Instrument instrument) => instrument switch
    {
        Instrument.Equity { Market: Instrument.Equity.UnitedStates } e => e.Symbol,
        Instrument.Equity e => $"{e.Symbol}@{e.Market}",
        Instrument.Option o => Occ(o),
        Instrument.Fund f => $"fund:{f.Symbol}",
        Instrument.Bond b => $"bond:{b.Identifier}",
        Instrument.Index i => $"index:{i.Symbol}",
        Instrument.Future f => $"future:{Write(f)}",
        Instrument.FutureOption o => string.Create(
            CultureInfo.InvariantCulture,
            $"futureoption:{Write(o.Underlying)}:{Right(o.IsCall)}{DecimalText.Canonical(o.Strike)}:{o.Expires:yyyy-MM-dd}"),
        Instrument.Forex f => $"forex:{f.Base}/{f.Quote}",
        Instrument.Crypto c => $"{c.Base}/{c.Quote}",
        Instrument.Unclassified { Kind: null } u => $"other:{u.Broker}:{Uri.EscapeDataString(u.Key)}",
        Instrument.Unclassified u => $"other:{u.Broker}:{Uri.EscapeDataString(u.Key)}:{Uri.EscapeDataString(u.Kind)}",
        _ => throw new InvalidOperationException("The instruments are a closed set."),
    };

    internal static Instrument? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 600) return null;

        // Whatever reads must write itself again: one text per instrument, or merging and hashing would not hold.
        var instrument = ReadLoosely(text);
        return instrument is not null && string.Equals(Write(instrument), text, StringComparison.Ordinal) ? instrument : null;
    }

    private static Instrument? ReadLoosely(string text)
    {
        try
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon >= 0 ? ReadPrefixed(text[..colon], text[(colon + 1)..]) : ReadPlain(text);
        }
        catch (ArgumentException)
        {
            return null; // a part broke a rule of InstrumentRules
        }
    }

    private static Instrument? ReadPlain(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0) return new Instrument.Crypto(text[..slash], text[(slash + 1)..]);

        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0) return new Instrument.Equity(text[..at], text[(at + 1)..]);
        return text.Length == OccLength ? ReadOcc(text) : new Instrument.Equity(text);
    }

    private static Instrument? ReadPrefixed(string prefix, string rest) => prefix switch
    {
        "fund" => new Instrument.Fund(rest),
        "bond" => new Instrument.Bond(rest),
        "index" => new Instrument.Index(rest),
        "future" => ReadFuture(rest),
        "futureoption" => ReadFutureOption(rest),
        "forex" => ReadForex(rest),
        "other" => ReadUnclassified(rest),
        _ => null,
    };

    private static string Occ(Instrument.Option option)
    {
        var strike = (long)(option.Strike * 1000m);
        return string.Create(
            CultureInfo.InvariantCulture, $"{option.Root,-OccRootLength}{option.Expires:yyMMdd}{Right(option.IsCall)}{strike:D8}");
    }

    private static Instrument.Option? ReadOcc(string text)
    {
        var root = text[..OccRootLength].TrimEnd(' ');
        var right = text[12];
        if (right is not ('C' or 'P')) return null;
        if (!DateOnly.TryParseExact(string.Concat("20", text.AsSpan(6, 6)), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var expires)) return null;
        if (!long.TryParse(text.AsSpan(13), NumberStyles.None, CultureInfo.InvariantCulture, out var strike)) return null;
        return new Instrument.Option(root, expires, strike / 1000m, right == 'C');
    }

    private static string Write(Instrument.Future future) =>
        string.Create(CultureInfo.InvariantCulture, $"{future.Root}@{future.Market}:{future.Year:D4}-{future.Month:D2}");

    private static Instrument.Future? ReadFuture(string text)
    {
        var parts = text.Split('@', ':', '-');
        if (parts.Length != 4) return null;
        if (!int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return null;
        if (!int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var month)) return null;
        return new Instrument.Future(parts[0], year, month, parts[1]);
    }

    private static Instrument.FutureOption? ReadFutureOption(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 4 || parts[2].Length < 2 || parts[2][0] is not ('C' or 'P')) return null;
        if (ReadFuture($"{parts[0]}:{parts[1]}") is not { } future) return null;
        if (!DecimalText.TryRead(parts[2].AsSpan(1), out var strike)) return null;
        if (!DateOnly.TryParseExact(parts[3], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var expires)) return null;
        return new Instrument.FutureOption(future, strike, parts[2][0] == 'C', expires);
    }

    private static Instrument.Forex? ReadForex(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return null;
        return Currency.TryParse(text[..slash], out var first) && Currency.TryParse(text[(slash + 1)..], out var second)
            ? new Instrument.Forex(first, second)
            : null;
    }

    private static Instrument.Unclassified? ReadUnclassified(string text)
    {
        var parts = text.Split(':');
        if (parts.Length is not (2 or 3) || !BrokerId.TryParse(parts[0], out var broker)) return null;
        return new Instrument.Unclassified(broker, Uri.UnescapeDataString(parts[1]), parts.Length == 3 ? Uri.UnescapeDataString(parts[2]) : null);
    }

    private static char Right(bool isCall) => isCall ? 'C' : 'P';
}
