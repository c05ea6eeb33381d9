using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Prices;

/// <inheritdoc/>
public sealed class MovesExpirationsByADay : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Turns midnight in UTC into the day before in New York: every expiration is a day too early.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, marketData: marketData => new Prices(marketData));

    private sealed class Prices(IMarketData right) : DelegatingMarketData(right)
    {
        public override async Task<Snapshot<DateOnly>> GetExpirationsAsync(Instrument underlying, CancellationToken cancellationToken = default)
        {
            var days = await Inner.GetExpirationsAsync(underlying, cancellationToken);
            return days with { Items = [.. days.Items.Select(day => day.AddDays(-1))] };
        }
    }
}
