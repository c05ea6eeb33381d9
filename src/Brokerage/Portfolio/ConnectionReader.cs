using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Brokerage;

/// <summary>Reads all accounts of one connection, its parts side by side, and keeps what arrived when others fail.</summary>
internal sealed class ConnectionReader(ConnectionManager connections, TimeProvider time, ILoggerFactory? loggers = null)
{
    private readonly ILogger _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<ConnectionReader>();

    public async Task<ConnectionReading> ReadAsync(ConnectionInfo info, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var limit = new ReadLimit(info.Broker, deadline, time, cancellationToken);
        var reading = info.Problem is { } problem
            ? Failed(info, null, PortfolioPart.Connection, problem)
            : await ReadWithinAsync(info, limit, cancellationToken).ConfigureAwait(false);

        foreach (var failure in reading.Failures)
            PortfolioLog.ReadFailed(_logger, info.Connection.Value, info.Broker.Value, failure.Part, failure.Error.Code, limit.Unexpected);
        return reading;
    }

    private async Task<ConnectionReading> ReadWithinAsync(ConnectionInfo info, ReadLimit limit, CancellationToken cancellationToken)
    {
        var opened = await limit.TryOpenAsync(token => LeaseAsync(info, token)).ConfigureAwait(false);
        if (opened.Value is not { } lease)
            return Failed(info, null, PortfolioPart.Connection, opened.Error!);

        await using (lease.ConfigureAwait(false))
        {
            var status = lease.StatusAtStart;
            if (!status.State.CanRead())
            {
                lease.ConnectAgain();
                return Failed(info, status, PortfolioPart.Connection, status.Problem ?? ConnectionErrors.NotUsable(info, status.State));
            }

            var reading = await ReadAccountsAsync(info, status, lease, limit).ConfigureAwait(false);
            if (reading.Failures.Any(failure => failure.Item is null))
                lease.ConnectAgain();
            cancellationToken.ThrowIfCancellationRequested();
            return reading;
        }
    }

    private async Task<ConnectionLease> LeaseAsync(ConnectionInfo info, CancellationToken cancellationToken) =>
        await connections.TryLeaseAsync(info.Connection, cancellationToken).ConfigureAwait(false)
        ?? throw new BrokerageException(ConnectionErrors.NotKnown(info.Connection, info.Broker));

    private static async Task<ConnectionReading> ReadAccountsAsync(
        ConnectionInfo info, ConnectionStatus status, ConnectionLease lease, ReadLimit limit)
    {
        var accounts = await limit.TryAsync(token => lease.Accounts.GetAccountsAsync(token)).ConfigureAwait(false);
        if (accounts.Value is not { } listed)
            return Failed(info, status, PortfolioPart.Accounts, accounts.Error!);

        // A closed account holds nothing, and some brokers answer with an error when asked for it.
        var named = listed.Items.DistinctBy(account => account.Ref.Account).ToList();
        var open = named.Where(account => account.Status.Value != AccountStatus.Closed);
        var results = await Task.WhenAll(open.Select(account => ReadAccountAsync(info, account, lease, limit))).ConfigureAwait(false);
        return new ConnectionReading
        {
            Info = info,
            Status = status,
            AccountsComplete = listed.IsComplete,
            Listed = named,
            Accounts = [.. results.Select(result => result.Reading)],
            Failures = [.. Rows(info, null, PortfolioPart.Accounts, listed.Failures), .. results.SelectMany(result => result.Failures)],
        };
    }

    private static async Task<(AccountReading Reading, IReadOnlyList<PortfolioFailure> Failures)> ReadAccountAsync(
        ConnectionInfo info, Account account, ConnectionLease lease, ReadLimit limit)
    {
        var id = account.Ref.Account;
        var balanceRead = limit.TryAsync(token => lease.Accounts.GetBalanceAsync(id, token));
        var positionsRead = limit.TryAsync(token => lease.Accounts.GetPositionsAsync(id, token));
        var balance = await balanceRead.ConfigureAwait(false);
        var positions = await positionsRead.ConfigureAwait(false);

        var failures = new List<PortfolioFailure>();
        if (balance.Error is { } balanceError)
            failures.Add(Failure(info, id, PortfolioPart.Balance, null, balanceError));
        if (positions.Error is { } positionsError)
            failures.Add(Failure(info, id, PortfolioPart.Positions, null, positionsError));
        failures.AddRange(Rows(info, id, PortfolioPart.Positions, positions.Value?.Failures ?? []));
        return (new AccountReading(account, balance.Value, positions.Value), failures);
    }

    private static IEnumerable<PortfolioFailure> Rows(
        ConnectionInfo info, AccountId? account, PortfolioPart part, IReadOnlyList<ItemFailure> failures) =>
        failures.Select(failure => Failure(info, account, part, failure.Item, failure.Error));

    private static ConnectionReading Failed(ConnectionInfo info, ConnectionStatus? status, PortfolioPart part, BrokerageError error) =>
        new() { Info = info, Status = status, Failures = [Failure(info, null, part, null, error)] };

    private static PortfolioFailure Failure(ConnectionInfo info, AccountId? account, PortfolioPart part, string? item, BrokerageError error) =>
        new(info.Connection, info.Broker, info.Environment?.Kind, account, part, item, error);
}
