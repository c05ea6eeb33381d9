using Microsoft.Extensions.Options;

namespace Brokerage;

/// <summary>Reads the selected connections side by side and hands what they told to the arithmetic.</summary>
internal sealed class PortfolioService(
    ConnectionManager connections, ConnectionReader reader, IOptions<BrokerageOptions> options, TimeProvider time, IAccountStore? accounts = null, IHoldingsStore? holdings = null) : IPortfolioService
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
        if (query.WithKept && accounts is not null && holdings is not null)
        {
            var kept = new KeptHoldings(accounts, holdings);
            readings = await Task.WhenAll(readings.Select(reading => kept.FillAsync(reading, cancellationToken))).ConfigureAwait(false);
        }

        if (query.OnlyCounted) readings = await Task.WhenAll(readings.Select(reading => WithoutUncountedAsync(reading, cancellationToken))).ConfigureAwait(false);
        return PortfolioBuilder.Build(readings, time.GetUtcNow(), options.Value.StaleAfter);
    }

    private async Task<ConnectionReading> WithoutUncountedAsync(ConnectionReading reading, CancellationToken cancellationToken)
    {
        if (accounts is null) return reading;
        var chosen = await accounts.ListAsync(reading.Info.Connection, cancellationToken).ConfigureAwait(false);
        var left = chosen.Where(account => !account.IsCounted).Select(account => account.Ref.Account).ToHashSet();
        return left.Count == 0 ? reading : reading with
        {
            Listed = [.. reading.Listed.Where(account => !left.Contains(account.Ref.Account))],
            Accounts = [.. reading.Accounts.Where(read => !left.Contains(read.Account.Ref.Account))],
            Failures = [.. reading.Failures.Where(failure => failure.Account is not { } account || !left.Contains(account))],
        };
    }

    private static bool Selects(PortfolioQuery query, ConnectionInfo info) =>
        (query.Broker is not { } broker || info.Broker == broker)
        && (query.Environment is not { } environment || info.Environment is null || info.Environment.Kind == environment)
        && (query.Connections is not { } only || only.Contains(info.Connection));
}
