using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Brokerage.Testing;

/// <summary>
/// A proxy on loopback that passes bytes between a client and a server, and mistreats each connection as its plan says. It knows no protocol,
/// so it serves HTTP and web sockets alike. Dispose it before the server.
/// </summary>
public sealed class ChaosProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _server;
    private readonly Func<int, ChaosPlan> _plans;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<int, Task> _links = new();
    private readonly Task _accepting;
    private int _connections;

    /// <summary>Starts to listen.</summary>
    /// <param name="serverPort">The server's port on loopback.</param>
    /// <param name="plans">The plan of each connection, by its number from 0.</param>
    /// <param name="time">The clock of delays; null for the system's.</param>
    public ChaosProxy(int serverPort, Func<int, ChaosPlan> plans, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(plans);
        (_server, _plans, _time) = (new IPEndPoint(IPAddress.Loopback, serverPort), plans, time ?? TimeProvider.System);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public int Port { get; }

    /// <summary>How many connections there have been.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Plans that follow from one seed, the same in every process.</summary>
    public static Func<int, ChaosPlan> Seeded(int seed) =>
        connection => ChaosPlan.FromSeed(unchecked((int)(((uint)seed * 0x9E3779B1u) ^ ((uint)(connection + 1) * 0x85EBCA77u))));

    /// <summary>Plans in order; the last one stays.</summary>
    public static Func<int, ChaosPlan> Scripted(params IReadOnlyList<ChaosPlan> plans) => connection => plans[Math.Min(connection, plans.Count - 1)];

    /// <summary>Closes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_links.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket client = await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
            int number = Interlocked.Increment(ref _connections) - 1;
            _links[number] = ServeAsync(client, _plans(number));
        }
    }

    private async Task ServeAsync(Socket client, ChaosPlan plan)
    {
        using ChaosLink link = new(client, plan, _time);
        if (plan.Refuse)
        {
            link.Cut(reset: true);
            return;
        }

        await link.RunAsync(_server, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
