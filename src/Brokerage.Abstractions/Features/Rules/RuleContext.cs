namespace Brokerage;

/// <summary>What every check of one run knows.</summary>
internal sealed record RuleContext(
    BrokerFeatures Features, Account? Account, IReadOnlyList<InstrumentInfo> Instruments, OrderRuleOptions Options, NoticeList Notices)
{
    internal InstrumentInfo? About(Instrument? instrument)
    {
        for (var i = 0; i < Instruments.Count; i++)
        {
            if (Instruments[i].Instrument.Equals(instrument)) return Instruments[i];
        }

        return null;
    }

    /// <summary>The figure of a limit for an asset class; the highest starting price that fits applies.</summary>
    internal OrderLimit? Limit(OrderLimitKind kind, AssetClass? asset, decimal price = 0m)
    {
        OrderLimit? found = null;
        var limits = Features.OrderLimits;
        for (var i = 0; i < limits.Count; i++)
        {
            var limit = limits[i];
            if (limit.Kind != kind || (limit.Asset is not null && limit.Asset != asset) || limit.FromPrice > price) continue;
            if (found is null || limit.FromPrice > found.FromPrice) found = limit;
            else if (limit.FromPrice == found.FromPrice && found.Asset is null) found = limit;
        }

        return found;
    }
}
