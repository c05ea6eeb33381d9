using System.Globalization;
using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>Quotes, look-up, option chains and expirations. E*TRADE has neither bars nor market hours.</summary>
internal sealed class ETradeMarketData(ETradeSession session, ETradeQuotes quotes) : IMarketData
{
    // What a search shows at most: more may fit.
    private const int MostFound = 10;

    // There are none in this month, or for this day.
    private static readonly string[] NoOptionsThen = ["10031", "10038", "10044"];

    public Task<Snapshot<Quote>> GetQuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        return quotes.ReadAsync(instruments, sent: null, cancellationToken);
    }

    public async Task<Snapshot<InstrumentInfo>> FindInstrumentsAsync(string text, AssetClass? kind = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var (answer, asOf) = await session.GetAsync(
            "instruments.find", ETradeSession.MarketRate, EndpointPurpose.MarketData, RequestPath.Of($"lookup/{text.Trim()}"), [],
            ETradeJson.Default.LookupAnswerWire, null, cancellationToken).ConfigureAwait(false);
        var rows = answer?.LookupResponse?.Data ?? [];
        var found = rows.Select(ToInfo).OfType<InstrumentInfo>().Where(info => kind is null || info.Instrument.AssetClass == kind).ToList();
        return new Snapshot<InstrumentInfo>(found, IsComplete: rows.Count < MostFound, [], asOf);
    }

    public async Task<InstrumentInfo> GetInstrumentAsync(Instrument instrument, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return QuoteMapping.ToInfo(await quotes.ReadAsync(instrument, cancellationToken).ConfigureAwait(false), instrument);
    }

    public async Task<Snapshot<DateOnly>> GetExpirationsAsync(Instrument underlying, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        var (answer, asOf) = await session.GetAsync(
            "expirations.list", ETradeSession.MarketRate, EndpointPurpose.MarketData, "optionexpiredate",
            [("symbol", Underlying(underlying)), ("expiryType", "ALL")], ETradeJson.Default.ExpirationsAnswerWire, null, cancellationToken).ConfigureAwait(false);
        var rows = answer?.OptionExpireDateResponse?.ExpirationDate ?? [];
        var days = rows.Select(row => Times.Day(row.Year, row.Month, row.Day)).OfType<DateOnly>().Distinct().Order().ToList();
        return new Snapshot<DateOnly>(days, IsComplete: rows.All(row => Times.Day(row.Year, row.Month, row.Day) is not null), [], asOf);
    }

    public async Task<Snapshot<OptionQuote>> GetOptionChainAsync(
        Instrument underlying, DateOnly expires, int? strikesAround = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        if (strikesAround is { } strikes)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(strikes, nameof(strikesAround));
        }

        var chain = await ChainAsync(underlying, expires, cancellationToken).ConfigureAwait(false);
        if (strikesAround is not { } around)
        {
            return chain;
        }

        var quote = (await quotes.ReadAsync([underlying], sent: null, cancellationToken).ConfigureAwait(false)).Items is [var only] ? only : null;
        return ChainMapping.Around(chain, quote?.Last ?? quote?.Bid ?? quote?.PreviousClose, around);
    }

    public Task<Page<Bar>> GetBarsAsync(
        Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return Task.FromException<Page<Bar>>(ETradeErrors.Refuse("E*TRADE has no price history."));
    }

    public Task<Snapshot<MarketSession>> GetHoursAsync(string market, DateOnly from, DateOnly to, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(market);
        return Task.FromException<Snapshot<MarketSession>>(ETradeErrors.Refuse("E*TRADE tells no market hours."));
    }

    private async Task<Snapshot<OptionQuote>> ChainAsync(Instrument underlying, DateOnly expires, CancellationToken cancellationToken)
    {
        OptionChainAnswerWire? answer;
        AsOf asOf;
        try
        {
            (answer, asOf) = await session.GetAsync(
                "chains.read", ETradeSession.MarketRate, EndpointPurpose.MarketData, "optionchains",
                [
                    ("symbol", Underlying(underlying)), ("expiryYear", Number(expires.Year)), ("expiryMonth", Number(expires.Month)), ("expiryDay", Number(expires.Day)),
                    ("includeWeekly", "true"), ("skipAdjusted", "false"), ("optionCategory", "ALL"), ("chainType", "CALLPUT"), ("priceType", "ALL"),
                ],
                ETradeJson.Default.OptionChainAnswerWire, null, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException failure) when (NoOptionsThen.Contains(failure.Error.BrokerCode, StringComparer.Ordinal))
        {
            return Snapshot<OptionQuote>.Complete([], new AsOf(session.Clock.GetUtcNow()));
        }

        var chain = answer?.OptionChainResponse ?? new OptionChainWire();
        var halves = ChainMapping.Halves(chain).ToList();
        foreach (var option in halves.Select(half => half.Option).OfType<Instrument.Option>().DistinctBy(option => option.Root, StringComparer.Ordinal))
        {
            // Adjusted contracts stand in the chain of the same symbol: by it alone the plain one is meant, and who holds one has learnt better.
            session.Symbols.Assume(option.Root, Underlying(underlying));
        }

        // Asked for a day that it does not have, E*TRADE may answer with another.
        var wanted = halves.Where(half => half.Option?.Expires == expires)
            .Select(half => ChainMapping.ToQuote(half.Wire, half.Option!, chain.QuoteType, asOf.Received))
            .ToList();
        return new Snapshot<OptionQuote>([.. ChainMapping.Sorted(wanted)], IsComplete: wanted.Count == halves.Count, [], asOf);
    }

    private static InstrumentInfo? ToInfo(LookupWire row)
    {
        var type = row.Type?.ToUpperInvariant() switch { "EQUITY" => "EQ", "MUTUAL_FUND" => "MF", "MONEY_MARKET_FUND" => "MMF", "INDEX" => "INDX", var other => other };
        return string.IsNullOrWhiteSpace(row.Symbol) ? null : new InstrumentInfo
        {
            Instrument = Products.ToInstrument(new ProductWire { Symbol = row.Symbol, SecurityType = type }),
            Description = row.Description?.Trim(),
            Currency = Currency.Usd,
        };
    }

    private static string Underlying(Instrument underlying) => underlying switch
    {
        Instrument.Equity { Market: Instrument.Equity.UnitedStates } equity => equity.Symbol,
        Instrument.Index index => index.Symbol,
        _ => throw ETradeErrors.Refuse($"E*TRADE has options of US shares and indexes, not of {underlying}."),
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
