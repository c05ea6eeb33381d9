using Microsoft.Extensions.Options;

namespace Brokerage;

/// <summary>Reads the selected connections side by side and hands what they told to the arithmetic.</summary>
internal sealed class PortfolioService(
    ConnectionManager connections, ConnectionReader reader, IOptions<BrokerageOptions> options, TimeProvider time) : IPortfolioService
{
    public async Task<PortfolioReading> ReadAsync(PortfolioQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new PortfolioQuery();
        var deadline = query.Deadline ?? options.Value.PortfolioDeadline;
        if (deadline <= TimeSpan.Zero)
            throw new ArgumentException("The deadline must be longer than nothing.", nameof(query));

        cancellationToken.ThrowIfCancellationRequested();
        var selected = connections.List(query.User).Where(info => Selects(query, info));
        var readings = await Task.WhenAll(selected.Select(info => reader.ReadAsync(info, deadline, cancellationToken))).ConfigureAwait(false);
        return PortfolioBuilder.Build(readings, time.GetUtcNow(), options.Value.StaleAfter);
    }

    private static bool Selects(PortfolioQuery query, ConnectionInfo info) =>
        (query.Broker is not { } broker || info.Broker == broker)
        && (query.Environment is not { } environment || info.Environment is null || info.Environment.Kind == environment)
        && (query.Connections is not { } only || only.Contains(info.Connection));
}
