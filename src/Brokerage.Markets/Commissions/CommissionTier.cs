namespace Brokerage.Markets;

/// <summary>A rate that holds from a volume on.</summary>
/// <param name="FromVolume">The volume from which it holds.</param>
/// <param name="Rate">Per unit, or as a fraction of the value.</param>
public sealed record CommissionTier(decimal FromVolume, decimal Rate)
{
    /// <summary>What an amount costs that begins at a volume and may run through several tiers.</summary>
    internal static decimal Charge(IReadOnlyList<CommissionTier> tiers, decimal volumeBefore, decimal amount)
    {
        var (sum, at, end) = (0m, volumeBefore, volumeBefore + amount);
        for (var i = 0; i < tiers.Count && at < end; i++)
        {
            var until = i + 1 < tiers.Count ? Math.Min(end, tiers[i + 1].FromVolume) : end;
            if (until > at)
            {
                sum += (until - at) * tiers[i].Rate;
                at = until;
            }
        }

        return sum;
    }
}
