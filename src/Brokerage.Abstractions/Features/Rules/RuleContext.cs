namespace Brokerage;

/// <summary>What every check of one run knows.</summary>
internal sealed record RuleContext(
    BrokerFeatures Features, Account? Account, IReadOnlyList<InstrumentInfo> Instruments, OrderRuleOptions Options, NoticeList Notices)
{
    internal InstrumentInfo? About(Instrument? instrument)
    {
        foreach (var info in Instruments)
        {
            if (info.Instrument.Equals(instrument)) return info;
        }

        return null;
    }

    /// <summary>The figure of a limit for an asset class; the highest starting price that fits applies.</summary>
    internal OrderLimit? Limit(OrderLimitKind kind, AssetClass? asset, decimal price = 0m)
    {
        OrderLimit? found = null;
        foreach (var limit in Features.OrderLimits)
        {
            if (limit.Kind != kind || (limit.Asset is not null && limit.Asset != asset) || limit.FromPrice > price) continue;
            if (found is null || limit.FromPrice > found.FromPrice) found = limit;
            else if (limit.FromPrice == found.FromPrice && found.Asset is null) found = limit;
        }

        return found;
    }
}
