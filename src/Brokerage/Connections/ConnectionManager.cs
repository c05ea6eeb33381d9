using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Brokerage;

/// <summary>The connections of this process.</summary>
internal sealed class ConnectionManager : IConnectionManager, IAsyncDisposable
{
    private readonly IServiceProvider _services;
    private readonly GuardChain _guards;
    private readonly IReadOnlyDictionary<BrokerId, IBrokerageAdapter> _adapters;
    private readonly TimeSpan _idleTimeout;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly Dictionary<ConnectionId, ConnectionSlot> _slots = [];
    private readonly List<ConnectionId> _order = [];
    private bool _closed;

    public ConnectionManager(
        IServiceProvider services,
        IEnumerable<IBrokerageAdapter> adapters,
        IEnumerable<BrokerageConnectionRegistration> registrations,
        GuardChain guards,
        IOptions<BrokerageOptions> options,
        TimeProvider time,
        ILoggerFactory? loggers = null)
    {
        _services = services;
        _guards = guards;
        _adapters = ByBroker(adapters);
        _idleTimeout = options.Value.IdleTimeout;
        _time = time;
        _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger<ConnectionManager>();
        foreach (var registration in registrations)
            AddSlot(SeedOf(registration));
    }

    public IReadOnlyList<ConnectionInfo> List(string? user = null)
    {
        List<ConnectionSlot> slots;
        lock (_gate)
            slots = [.. _order.Select(id => _slots[id]).Where(slot => string.Equals(slot.User, user, StringComparison.Ordinal))];
        return [.. slots.Select(slot => slot.Describe())];
    }

    public ConnectionInfo? Find(ConnectionId connection) => SlotOf(connection)?.Describe();

    public ConnectionInfo Add(BrokerId broker, BrokerageConnectionContext context, string? user = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_adapters.TryGetValue(broker, out var adapter))
            throw new ArgumentException(NoAdapter(broker), nameof(broker));
        return AddSlot(new ConnectionSeed(context.Connection, broker, user, () => context, given => _guards.Wrap(adapter.Create(given)))).Describe();
    }

    public async Task<bool> RemoveAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        ConnectionSlot? slot;
        lock (_gate)
        {
            if (!_slots.Remove(connection, out slot))
                return false;
            _order.Remove(connection);
        }

        using (slot)
            await slot.RemoveAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task<IBrokerageConnection> LeaseAsync(ConnectionId connection, CancellationToken cancellationToken = default) =>
        await TryLeaseAsync(connection, cancellationToken).ConfigureAwait(false)
        ?? throw new ArgumentException($"There is no connection '{connection.Value}'.", nameof(connection));

    /// <summary>As <see cref="LeaseAsync"/>; null if there is no such connection.</summary>
    internal async Task<ConnectionLease?> TryLeaseAsync(ConnectionId connection, CancellationToken cancellationToken)
    {
        if (SlotOf(connection) is not { } slot)
            return null;
        if (await slot.WhyNotAsync(cancellationToken).ConfigureAwait(false) is { } problem)
            throw new BrokerageException(problem);
        if (slot.Take() is not { } live)
            return null;
        try
        {
            var status = await live.EnsureConnectedAsync(cancellationToken).ConfigureAwait(false);
            return new ConnectionLease(slot, live, status);
        }
        catch
        {
            await slot.ReturnAsync(live).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Connections with a lease out.</summary>
    internal IReadOnlyList<ConnectionId> ListInUse()
    {
        lock (_gate) return [.. _order.Where(id => _slots[id].IsInUse)];
    }

    /// <summary>Adds a connection that may be impossible to create, which its use then says.</summary>
    /// <returns>False if it is known already.</returns>
    internal bool TryAddSeed(ConnectionSeed seed) => TryAddSlot(seed) is not null;

    /// <summary>The next use of a connection that is open connects again.</summary>
    internal void ConnectAgain(ConnectionId connection) => SlotOf(connection)?.ConnectAgain();

    public async ValueTask DisposeAsync()
    {
        List<ConnectionSlot> slots;
        lock (_gate)
        {
            _closed = true;
            slots = [.. _slots.Values];
            _slots.Clear();
            _order.Clear();
        }

        foreach (var slot in slots)
            await slot.CloseAsync().ConfigureAwait(false);
    }

    private ConnectionSeed SeedOf(BrokerageConnectionRegistration registration) => new(
        registration.Connection,
        registration.Broker,
        User: null,
        () => registration.CreateContext(_services),
        context => _adapters.TryGetValue(registration.Broker, out var adapter)
            ? _guards.Wrap(adapter.Create(context))
            : throw new BrokerageException(new BrokerageError(BrokerageErrorCode.Misconfigured, registration.Broker, NoAdapter(registration.Broker))));

    private static string NoAdapter(BrokerId broker) => $"No adapter for '{broker}' is registered; call its Add method on the builder.";

    private ConnectionSlot AddSlot(ConnectionSeed seed) =>
        TryAddSlot(seed) ?? throw new ArgumentException($"There is already a connection '{seed.Connection.Value}'.", nameof(seed));

    private ConnectionSlot? TryAddSlot(ConnectionSeed seed)
    {
        var slot = new ConnectionSlot(seed, _idleTimeout, _time, _logger);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (!_slots.TryAdd(seed.Connection, slot))
            {
                slot.Dispose();
                return null;
            }

            _order.Add(seed.Connection);
        }

        return slot;
    }

    private ConnectionSlot? SlotOf(ConnectionId connection)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return _slots.GetValueOrDefault(connection);
        }
    }

    private static Dictionary<BrokerId, IBrokerageAdapter> ByBroker(IEnumerable<IBrokerageAdapter> adapters)
    {
        var byBroker = new Dictionary<BrokerId, IBrokerageAdapter>();
        foreach (var adapter in adapters)
        {
            if (!byBroker.TryAdd(adapter.Id, adapter))
                throw new InvalidOperationException($"Two adapters for '{adapter.Id.Value}' are registered.");
        }

        return byBroker;
    }
}
