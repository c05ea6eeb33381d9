namespace Brokerage;

/// <summary>Keeps sign-ins in this process: a callback that comes after a restart, or to another machine, finds nothing.</summary>
public sealed class MemorySignInTicketStore : ISignInTicketStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (PendingSignIn Pending, bool IsTaken)> _tickets = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<bool> TryAddAsync(PendingSignIn pending, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pending);
        lock (_gate)
        {
            if (_tickets.TryGetValue(pending.Id, out var known) && !known.IsTaken) return new(false);
            _tickets[pending.Id] = (pending, false);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<TakenSignIn> TakeAsync(string id, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (!_tickets.TryGetValue(id, out var found)) return new(new TakenSignIn.NotFound());
            if (found.IsTaken) return new(new TakenSignIn.AlreadyTaken());
            _tickets[id] = (found.Pending with { Sealed = ReadOnlyMemory<byte>.Empty }, true);
            return new(new TakenSignIn.Taken(found.Pending));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PendingSignIn>> ListOfSessionAsync(BrokerId broker, string environment, string session, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return new(
            [
                .. _tickets.Values.Where(ticket => !ticket.IsTaken).Select(ticket => ticket.Pending).Where(pending => pending.Broker == broker
                    && string.Equals(pending.Environment, environment, StringComparison.Ordinal)
                    && string.Equals(pending.Session, session, StringComparison.Ordinal)),
            ]);
        }
    }

    /// <inheritdoc/>
    public ValueTask EmptyEndedAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            foreach (var (id, ticket) in _tickets.Where(ticket => ticket.Value.Pending.ExpiresAt <= now).ToList())
                _tickets[id] = (ticket.Pending with { Sealed = ReadOnlyMemory<byte>.Empty }, ticket.IsTaken);
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask DeleteEndedAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            foreach (var id in _tickets.Where(ticket => ticket.Value.Pending.ExpiresAt < before).Select(ticket => ticket.Key).ToList()) _tickets.Remove(id);
        }

        return default;
    }
}
