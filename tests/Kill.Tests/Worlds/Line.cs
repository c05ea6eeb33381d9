using System.Net;
using System.Net.Sockets;
using Brokerage.Kill.Tests.Scenes;

namespace Brokerage.Kill.Tests.Worlds;

/// <summary>The line between the processes and the broker. It outlives them, and what it holds back arrives when its time has come.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly Scene _scene;
    private readonly DateTimeOffset _start;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private Message? _held;
    private int _sends, _open;
    private bool _healed;

    public Line(Scene scene, DateTimeOffset start)
    {
        (_scene, _start) = (scene, start);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The port of the broker. It may have to know the line's address before it starts: requests are signed for that.</summary>
    public int Broker { get; set; }

    /// <summary>How many times the wish came from a process, whole. The line's own copies do not count.</summary>
    public int Sends => Volatile.Read(ref _sends);

    /// <summary>Mistreats nothing from now on.</summary>
    public void Heal() => Volatile.Write(ref _healed, true);

    /// <summary>Lets arrive what is due until a time.</summary>
    public async Task DeliverAsync(DateTimeOffset until)
    {
        Message? due = null;
        lock (_gate)
        {
            if (_held is not null && _start + _scene.Late <= until) (due, _held) = (_held, null);
        }

        if (due is not null) await DeliverAsync(due);
    }

    /// <summary>Waits until every connection of a process that has died is closed and what it had sent is dealt with.</summary>
    public async Task QuietAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (Volatile.Read(ref _open) > 0) await Task.Delay(1, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task[] connections;
        lock (_gate) connections = [.. _connections];
        await Task.WhenAll(connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptSocketAsync(_stop.Token);
            Interlocked.Increment(ref _open);
            lock (_gate) _connections.Add(Task.Run(() => ServeAsync(client)));
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var client = new NetworkStream(socket, ownsSocket: true);
            await using var broker = await OpenAsync();
            while (await Message.ReadAsync(client, _stop.Token) is { } request)
            {
                var isRival = request.Writes && request.Mentions(_scene.RivalId.Value);
                var isWish = request.Writes && !isRival && !IsBase(request) && request.IsWhole && Interlocked.Increment(ref _sends) == 1;
                isWish &= !Volatile.Read(ref _healed);
                var answer = isRival ? await RivalAsync(request, broker) : isWish ? await WishAsync(request, broker) : await PassAsync(request, broker);
                if (answer is not null) await client.WriteAsync(answer.Bytes, _stop.Token);
                else if (!isWish || !_scene.Silent) return;
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // The process died with the connection open, which is what it is here for.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    // The order that is changed or cancelled afterwards. E*TRADE's ids are too short to hold ours; it is the only one that is new.
    private bool IsBase(Message request) => _scene.Broker is Scenes.Broker.ETrade
        ? _scene.HasBase && request.Head.StartsWith("POST ", StringComparison.Ordinal)
        : request.Mentions(_scene.BaseId.Value);

    private async Task<Message?> WishAsync(Message request, Stream broker)
    {
        switch (_scene.Fault)
        {
            case LineFault.LostRequest:
                return null;
            case LineFault.LostAnswer:
                await PassAsync(request, broker);
                return null;
            case LineFault.Delay:
                Hold(request);
                return null;
            case LineFault.Duplicate when _scene.LateCopy:
                Hold(request);
                return await PassAsync(request, broker);
            case LineFault.Duplicate:
                var first = await PassAsync(request, broker);
                var second = await PassAsync(request, broker);
                return _scene.SecondAnswer ? second : first;
            default:
                return await PassAsync(request, broker);
        }
    }

    // Its answer never comes.
    private async Task<Message?> RivalAsync(Message request, Stream broker)
    {
        if (_scene.Rival is Rival.LostAnswer) await PassAsync(request, broker);
        return null;
    }

    private void Hold(Message request)
    {
        lock (_gate) _held = request;
    }

    private async Task<Message?> PassAsync(Message request, Stream broker)
    {
        await broker.WriteAsync(request.Bytes, _stop.Token);
        return request.IsWhole ? await Message.ReadAsync(broker, _stop.Token) : null;
    }

    private async Task DeliverAsync(Message request)
    {
        await using var broker = await OpenAsync();
        await PassAsync(request, broker);
    }

    private async Task<NetworkStream> OpenAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Broker, _stop.Token);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
