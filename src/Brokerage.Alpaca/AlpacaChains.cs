using System.Globalization;
using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>
/// Option chains. Prices and greeks come from the data host, the contracts themselves and their open interest from the trading host; a
/// contract that nobody quotes is in the chain all the same.
/// </summary>
internal sealed class AlpacaChains(AlpacaSession session)
{
    private const int MostPages = 50;
    private static readonly IReadOnlyDictionary<string, SnapshotWire> Nothing = new Dictionary<string, SnapshotWire>(StringComparer.Ordinal);
    private static readonly string MostContracts = 10_000.ToString(CultureInfo.InvariantCulture);
    private static readonly string MostSnapshots = 1_000.ToString(CultureInfo.InvariantCulture);

    // Without an upper bound Alpaca answers with the coming week alone.
    private static readonly int YearsAhead = 6;

    public async Task<Snapshot<DateOnly>> ExpirationsAsync(Instrument underlying, DateOnly today, CancellationToken cancellationToken)
    {
        var (contracts, asOf, isWhole) = await ContractsAsync(
            underlying, ("expiration_date_gte", Text(today)), ("expiration_date_lte", Text(today.AddYears(YearsAhead))), cancellationToken).ConfigureAwait(false);
        var (days, failures) = Rows.Read(contracts, Expiration, contract => contract.Symbol);
        return new Snapshot<DateOnly>([.. days.Distinct().Order()], isWhole && failures.Count == 0, failures, asOf);
    }

    public async Task<Snapshot<OptionQuote>> ReadAsync(Instrument underlying, DateOnly expires, CancellationToken cancellationToken)
    {
        var (contracts, asOf, isWhole) = await ContractsAsync(
            underlying, ("expiration_date", Text(expires)), ("status", "active"), cancellationToken).ConfigureAwait(false);
        var (snapshots, allSnapshots) = await SnapshotsAsync(underlying, expires, cancellationToken).ConfigureAwait(false);
        var freshness = QuoteMapping.Freshness(session.Settings.OptionFeed);
        var (named, nameless) = Rows.Read(contracts, Named, contract => contract.Symbol);
        var interest = named.GroupBy(contract => contract.Symbol!, StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => rows.First().OpenInterest, StringComparer.Ordinal);
        var (quotes, failures) = Rows.Read(
            [.. interest.Keys.Union(snapshots.Keys, StringComparer.Ordinal)],
            symbol => QuoteMapping.ToOptionQuote(
                snapshots.GetValueOrDefault(symbol) ?? new SnapshotWire(), Option(symbol), interest.GetValueOrDefault(symbol), freshness, asOf.Received),
            symbol => symbol);
        var isComplete = isWhole && allSnapshots && nameless.Count + failures.Count == 0;
        return new Snapshot<OptionQuote>([.. Sorted(quotes)], isComplete, [.. nameless, .. failures], asOf);
    }

    /// <summary>The strikes next to a price, so many on each side; without a price the chain stays whole.</summary>
    public static Snapshot<OptionQuote> Around(Snapshot<OptionQuote> chain, decimal? price, int strikes)
    {
        if (price is not { } middle)
        {
            return chain;
        }

        var all = chain.Items.Select(Strike).Distinct().Order().ToList();
        var kept = all.Where(strike => strike <= middle).TakeLast(strikes).Concat(all.Where(strike => strike > middle).Take(strikes)).ToHashSet();
        return chain with { Items = [.. chain.Items.Where(quote => kept.Contains(Strike(quote)))] };
    }

    // The symbol says the day too: two that differ are one that cannot be read.
    private static DateOnly Expiration(OptionContractWire contract) =>
        contract.ExpirationDate is { } day && !(Symbols.ToInstrument(contract.Symbol ?? "", Symbols.OptionClass) is Instrument.Option option && option.Expires != day)
            ? day
            : throw AlpacaErrors.Unreadable("a contract without its day");

    private static OptionContractWire Named(OptionContractWire contract) =>
        string.IsNullOrEmpty(contract.Symbol) ? throw AlpacaErrors.Unreadable("a contract without a symbol") : contract;

    private static Instrument.Option Option(string symbol) =>
        Symbols.ToInstrument(symbol, Symbols.OptionClass) as Instrument.Option ?? throw AlpacaErrors.Unreadable("a contract whose symbol names none");

    private static IEnumerable<OptionQuote> Sorted(IEnumerable<OptionQuote> quotes) =>
        quotes.OrderBy(Strike).ThenBy(quote => IsCall(quote) ? 0 : 1).ThenBy(quote => quote.Quote.Instrument.ToString(), StringComparer.Ordinal);

    private static decimal Strike(OptionQuote quote) => ((Instrument.Option)quote.Quote.Instrument).Strike;

    private static bool IsCall(OptionQuote quote) => ((Instrument.Option)quote.Quote.Instrument).IsCall;

    private async Task<(IReadOnlyList<OptionContractWire> Contracts, AsOf AsOf, bool IsWhole)> ContractsAsync(
        Instrument underlying, (string Name, string? Value) one, (string Name, string? Value) other, CancellationToken cancellationToken)
    {
        var contracts = new List<OptionContractWire>();
        AsOf? first = null;
        string? token = null;
        for (var page = 0; page < MostPages; page++)
        {
            var path = RequestPath.WithQuery(
                "v2/options/contracts", ("underlying_symbols", Symbol(underlying)), one, other, ("limit", MostContracts), ("page_token", token));
            var (wire, asOf) = await session.GetAsync(
                "contracts.list", EndpointPurpose.Trading, path, AlpacaJson.Default.OptionContractsWire, cancellationToken).ConfigureAwait(false);
            first ??= asOf;
            contracts.AddRange(wire.OptionContracts ?? []);
            token = wire.NextPageToken;
            if (string.IsNullOrEmpty(token))
            {
                return (contracts, first.Value, true);
            }
        }

        return (contracts, first!.Value, false);
    }

    private async Task<(Dictionary<string, SnapshotWire> Rows, bool IsWhole)> SnapshotsAsync(
        Instrument underlying, DateOnly expires, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, SnapshotWire>(StringComparer.Ordinal);
        string? token = null;
        for (var page = 0; page < MostPages; page++)
        {
            var path = RequestPath.WithQuery(
                RequestPath.Of($"v1beta1/options/snapshots/{Symbol(underlying)}"),
                ("expiration_date", Text(expires)),
                ("feed", session.Settings.OptionFeed),
                ("limit", MostSnapshots),
                ("page_token", token));
            var (wire, _) = await session.GetAsync(
                "chains.read", EndpointPurpose.MarketData, path, AlpacaJson.Default.SnapshotsWire, cancellationToken).ConfigureAwait(false);
            foreach (var (symbol, snapshot) in wire.Snapshots ?? Nothing)
            {
                rows[symbol] = snapshot;
            }

            token = wire.NextPageToken;
            if (string.IsNullOrEmpty(token))
            {
                return (rows, true);
            }
        }

        return (rows, false);
    }

    private static string Symbol(Instrument underlying) => underlying is Instrument.Equity && Symbols.ToWire(underlying) is { } symbol
        ? symbol
        : throw AlpacaErrors.Refuse($"Alpaca has options of US shares, not of {underlying}.");

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
