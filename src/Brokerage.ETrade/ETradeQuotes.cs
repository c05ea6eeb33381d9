using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>
/// Quotes, 25 in one request, 50 with a flag. What E*TRADE does not know stands in messages beside the quotes, or refuses the whole request:
/// then it is halved until the unknown one stands alone. What is left out without a word is asked for alone, once.
/// </summary>
internal sealed class ETradeQuotes(ETradeSession session)
{
    private const int Plain = 25;

    /// <summary>The most symbols that one request may name.</summary>
    public const int Most = 50;

    /// <summary>Whether E*TRADE itself said that it knows no such symbol.</summary>
    public static bool IsUnknownSymbol(BrokerageError error) => error is { Code: BrokerageErrorCode.SymbolNotFound, BrokerCode: { } code }
        && ETradeErrors.Find(ETradeErrors.Market, code)?.Code == BrokerageErrorCode.SymbolNotFound;

    /// <summary>Quotes of all that E*TRADE knows.</summary>
    /// <param name="wanted">Whose.</param>
    /// <param name="sent">Called for each request that it takes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Snapshot<Quote>> ReadAsync(IReadOnlyCollection<Instrument> wanted, Action? sent, CancellationToken cancellationToken)
    {
        var quotes = new List<Quote>(wanted.Count);
        List<ItemFailure> failures = [];
        var asOf = new AsOf(session.Clock.GetUtcNow());
        foreach (var some in wanted.Distinct().Chunk(Most))
        {
            var (rows, told) = await ReadRowsAsync(some, failures, sent, cancellationToken).ConfigureAwait(false);
            asOf = told ?? asOf;
            quotes.AddRange(rows.Select(row => QuoteMapping.ToQuote(row.Wire, row.Instrument, asOf.Received)));
        }

        return failures.Count == 0 ? Snapshot<Quote>.Complete(quotes, asOf) : Snapshot<Quote>.Partial(quotes, failures, asOf);
    }

    /// <summary>One quote as it came.</summary>
    /// <exception cref="BrokerageException">There is none.</exception>
    public async Task<QuoteDataWire> ReadAsync(Instrument instrument, CancellationToken cancellationToken)
    {
        List<ItemFailure> failures = [];
        var (rows, _) = await ReadRowsAsync([instrument], failures, null, cancellationToken).ConfigureAwait(false);
        return rows is [var only] ? only.Wire : throw new BrokerageException(failures is [var failure, ..] ? failure.Error : NoQuote(instrument, null));
    }

    private async Task<(List<(Instrument Instrument, QuoteDataWire Wire)> Rows, AsOf? AsOf)> ReadRowsAsync(
        IReadOnlyList<Instrument> wanted, List<ItemFailure> failures, Action? sent, CancellationToken cancellationToken)
    {
        List<(Instrument Instrument, string Symbol)> named = [];
        foreach (var instrument in wanted)
        {
            if (Products.ToQuoteSymbol(instrument, session.Symbols) is { } symbol)
            {
                named.Add((instrument, symbol));
            }
            else
            {
                failures.Add(new ItemFailure(instrument.ToString(), NoQuote(instrument, null)));
            }
        }

        List<(Instrument, QuoteDataWire)> rows = [];
        var asOf = named.Count == 0 ? null : await ReadSomeAsync(named, rows, failures, sent, cancellationToken).ConfigureAwait(false);
        return (rows, asOf);
    }

    private async Task<AsOf?> ReadSomeAsync(
        IReadOnlyList<(Instrument Instrument, string Symbol)> some, List<(Instrument, QuoteDataWire)> rows, List<ItemFailure> failures, Action? sent,
        CancellationToken cancellationToken, bool isAgain = false)
    {
        try
        {
            sent?.Invoke();

            // Comma and colon stay as they are in the path, and are signed so.
            var (answer, asOf) = await session.GetAsync(
                "quotes.read", ETradeSession.MarketRate, EndpointPurpose.MarketData, "quote/" + string.Join(',', some.Select(row => row.Symbol)),
                [("detailFlag", "ALL"), ("overrideSymbolCount", some.Count > Plain ? "true" : null), ("skipMiniOptionsCheck", "true")],
                ETradeJson.Default.QuoteAnswerWire, null, cancellationToken).ConfigureAwait(false);
            var missing = Match(some, answer?.QuoteResponse, rows);
            var said = new QuoteMessages(answer?.QuoteResponse?.Messages, missing.Count == 1);
            var untold = missing.FindAll(row => said.About(row.Symbol) is null);

            // What was left out beside others, and nothing is said of, is asked for alone, once.
            if (untold.Count > 0 && untold.Count < some.Count && !isAgain && said.Outage is null)
            {
                missing.RemoveAll(untold.Contains);
                await ReadSomeAsync(untold, rows, failures, sent, cancellationToken, isAgain: true).ConfigureAwait(false);
            }

            failures.AddRange(missing.Select(row => new ItemFailure(row.Instrument.ToString(), NoQuote(row.Instrument, said.About(row.Symbol) ?? said.Outage))));
            return asOf;
        }
        catch (BrokerageException failure) when (failure.Code == BrokerageErrorCode.SymbolNotFound)
        {
            if (some is [var only])
            {
                failures.Add(new ItemFailure(only.Instrument.ToString(), failure.Error));
                return null;
            }

            var half = some.Count / 2;
            var first = await ReadSomeAsync([.. some.Take(half)], rows, failures, sent, cancellationToken, isAgain).ConfigureAwait(false);
            return await ReadSomeAsync([.. some.Skip(half)], rows, failures, sent, cancellationToken, isAgain).ConfigureAwait(false) ?? first;
        }
    }

    /// <returns>What has no quote among the rows.</returns>
    private static List<(Instrument Instrument, string Symbol)> Match(
        IReadOnlyList<(Instrument Instrument, string Symbol)> some, QuoteResponseWire? answer, List<(Instrument, QuoteDataWire)> rows)
    {
        var found = new Dictionary<Instrument, QuoteDataWire>();
        foreach (var wire in answer?.QuoteData ?? [])
        {
            if (!string.IsNullOrWhiteSpace(wire.Product?.Symbol) && wire.All is not null && string.IsNullOrWhiteSpace(wire.ErrorMessage))
            {
                found.TryAdd(Products.ToInstrument(wire.Product, wire.All.OsiKey), wire);
            }
        }

        List<(Instrument, string)> missing = [];
        foreach (var row in some)
        {
            // The sandbox answers every question with the same quote: what was not asked for is nobody's.
            if (found.TryGetValue(row.Instrument, out var wire))
            {
                rows.Add((row.Instrument, wire));
            }
            else
            {
                missing.Add(row);
            }
        }

        return missing;
    }

    // A message means what its code means: an outage is no verdict on a symbol.
    private static BrokerageError NoQuote(Instrument instrument, MessageWire? said)
    {
        var rule = said is null ? null : QuoteMessages.Rule(said);
        return new BrokerageError(rule?.Code ?? BrokerageErrorCode.SymbolNotFound, ETradeAdapter.BrokerId, $"E*TRADE has no quote of {instrument}.")
        {
            IsTransient = rule?.IsTransient ?? false,
            BrokerCode = said?.Code,
            BrokerText = said is null ? null : Messages.Text(said),
        };
    }
}
