using System.Collections.Concurrent;
using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>What Alpaca knows about instruments, kept for a while: every order asks, and the answers change once a day.</summary>
internal sealed class AlpacaInstruments(AlpacaSession session)
{
    private const int MostKept = 5_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<Instrument, (InstrumentInfo Info, DateTimeOffset Until)> _known = new();
    private readonly ConcurrentDictionary<string, (Snapshot<InstrumentInfo> List, DateTimeOffset Until)> _lists = new(StringComparer.Ordinal);

    public async Task<InstrumentInfo> GetAsync(Instrument instrument, CancellationToken cancellationToken)
    {
        var now = session.Clock.GetUtcNow();
        if (_known.TryGetValue(instrument, out var kept) && kept.Until > now)
        {
            return kept.Info;
        }

        var symbol = Symbols.ToWire(instrument) ?? throw NotListed(instrument);
        var info = instrument is Instrument.Option option
            ? await ContractAsync(option, symbol, cancellationToken).ConfigureAwait(false)
            : await AssetAsync(symbol, cancellationToken).ConfigureAwait(false);
        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        _known[instrument] = (info, now + Kept);
        return info;
    }

    /// <summary>The same for an order's sake: a passing fault leaves it unknown, and Alpaca judges the order itself.</summary>
    public async Task<InstrumentInfo?> TryGetAsync(Instrument instrument, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(instrument, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException failure) when (failure.Error.IsTransient)
        {
            return null;
        }
    }

    /// <summary>All active assets of a class. Kept only where it is whole.</summary>
    public async Task<Snapshot<InstrumentInfo>> ListAsync(string assetClass, CancellationToken cancellationToken)
    {
        var now = session.Clock.GetUtcNow();
        if (_lists.TryGetValue(assetClass, out var kept) && kept.Until > now)
        {
            return kept.List;
        }

        var path = RequestPath.WithQuery("v2/assets", ("status", "active"), ("asset_class", assetClass));
        var (rows, asOf) = await session.GetAsync(
            "assets.list", EndpointPurpose.Trading, path, AlpacaJson.Default.IReadOnlyListAssetWire, cancellationToken).ConfigureAwait(false);
        var list = Rows.ToSnapshot(rows, ToInfo, row => row.Symbol ?? row.Name, asOf);
        if (list.IsComplete)
        {
            _lists[assetClass] = (list, now + Kept);
        }

        return list;
    }

    private async Task<InstrumentInfo> AssetAsync(string symbol, CancellationToken cancellationToken)
    {
        var (wire, _) = await session.GetAsync(
            "assets.read", EndpointPurpose.Trading, RequestPath.Of($"v2/assets/{symbol}"), AlpacaJson.Default.AssetWire, cancellationToken).ConfigureAwait(false);
        return ToInfo(wire);
    }

    private static InstrumentInfo ToInfo(AssetWire wire) => InstrumentMapping.ToInfo(wire) ?? throw AlpacaErrors.Unreadable("an asset without a symbol");

    private async Task<InstrumentInfo> ContractAsync(Instrument.Option option, string symbol, CancellationToken cancellationToken)
    {
        var path = RequestPath.Of($"v2/options/contracts/{symbol}");
        var (wire, _) = await session.GetAsync(
            "contracts.read", EndpointPurpose.Trading, path, AlpacaJson.Default.OptionContractWire, cancellationToken).ConfigureAwait(false);
        return InstrumentMapping.ToInfo(wire, option);
    }

    private static BrokerageException NotListed(Instrument instrument) =>
        new(new BrokerageError(BrokerageErrorCode.SymbolNotFound, AlpacaAdapter.BrokerId, $"Alpaca does not list {instrument}."));
}
