using System.Net.WebSockets;
using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Access;
using Brokerage.Simulator.Hosting;
using Microsoft.AspNetCore.Http;

namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>All sockets of a simulated Alpaca, and the wires from the exchange to them.</summary>
internal sealed class StreamHub : IDisposable
{
    private static readonly string[] StockFeeds = ["iex", "sip", "delayed_sip", "boats", "overnight", "otc", "test"];

    private readonly Lock _lock = new();
    private readonly List<TradeUpdatesSession> _trading = [];
    private readonly List<Socket> _sockets = [];
    private readonly AlpacaDesk _desk;
    private readonly AlpacaAccess _access;
    private readonly Seats _seats;
    private readonly UnknownFields? _unknownFields;
    private readonly TradeUpdates _updates;
    private readonly IDisposable _orders;

    public StreamHub(AlpacaDesk desk, AlpacaAccess access, UnknownFields? unknownFields)
    {
        _unknownFields = unknownFields;
        _desk = desk;
        _access = access;
        _seats = new Seats(desk.Options.GhostSessions, desk.Options.Time);
        _updates = new TradeUpdates(desk);
        Faults = new StreamFaults(desk.Options.Seed);
        _orders = desk.Exchange.OnOrderEvent(OnOrder);
    }

    public StreamFaults Faults { get; }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _sockets.Count;
            }
        }
    }

    public void Map(EndpointTable endpoints)
    {
        // Clients append the path to the address that they are given, or take it as it is.
        endpoints.Map("GET", "/stream", call => RunAsync(call, socket => TradingAsync(call, socket)));
        endpoints.Map("GET", "/stream/stream", call => RunAsync(call, socket => TradingAsync(call, socket)));
        endpoints.Map("GET", "/", call => RunAsync(call, socket => DataAsync(call, socket, DataKind.Stocks, "iex")));
        foreach (var feed in StockFeeds)
        {
            endpoints.Map("GET", "/v2/" + feed, call => RunAsync(call, socket => DataAsync(call, socket, DataKind.Stocks, feed)));
        }

        foreach (var feed in new[] { "us", "us-1", "us-2", "eu-1", "bs-1" })
        {
            endpoints.Map("GET", "/v1beta3/crypto/" + feed, call => RunAsync(call, socket => DataAsync(call, socket, DataKind.Crypto, "crypto " + feed)));
        }

        foreach (var feed in new[] { "indicative", "opra" })
        {
            endpoints.Map("GET", "/v1beta1/" + feed, call => RunAsync(call, socket => DataAsync(call, socket, DataKind.Options, feed)));
        }
    }

    public void CutAll()
    {
        lock (_lock)
        {
            foreach (var socket in _sockets)
            {
                socket.Cut();
            }
        }
    }

    public void StallAll()
    {
        lock (_lock)
        {
            _sockets.ForEach(socket => socket.Stall());
        }
    }

    public void Dispose()
    {
        _orders.Dispose();
        CutAll();
    }

    private static async Task<Reply> RunAsync(Call call, Func<WebSocket, Task> run)
    {
        if (!call.Context.WebSockets.IsWebSocketRequest)
        {
            return AlpacaErrors.EndpointNotFound();
        }

        var context = new WebSocketAcceptContext { DangerousEnableCompression = true };
        using var socket = await call.Context.WebSockets.AcceptWebSocketAsync(context).ConfigureAwait(false);
        await run(socket).ConfigureAwait(false);
        return Reply.AlreadySent;
    }

    private async Task TradingAsync(Call call, WebSocket webSocket)
    {
        using var socket = new Socket(webSocket, new SocketLanguage(IsPacked(call), Binary: true, Lists: false), Faults);
        var session = new TradeUpdatesSession(socket, _access, _seats);
        lock (_lock)
        {
            _trading.Add(session);
        }

        await RunAsync(socket, session.Receive).ConfigureAwait(false);
        lock (_lock)
        {
            _trading.Remove(session);
        }

        Leave(session.Seat, socket);
    }

    private async Task DataAsync(Call call, WebSocket webSocket, DataKind kind, string feed)
    {
        var packed = IsPacked(call);
        using var socket = new Socket(webSocket, new SocketLanguage(packed, Binary: false, Lists: true), Faults);
        using var session = new DataSession(_desk, socket, _access, _seats, Faults, kind, feed, packed) { UnknownFields = _unknownFields };
        session.Begin(_access.Find(call));
        await RunAsync(socket, session.Receive).ConfigureAwait(false);
        Leave(session.Seat, socket);
    }

    private static bool IsPacked(Call call) => call.Header("Content-Type")?.Contains("msgpack", StringComparison.OrdinalIgnoreCase) is true;

    private async Task RunAsync(Socket socket, Action<System.Text.Json.JsonElement?> receive)
    {
        lock (_lock)
        {
            _sockets.Add(socket);
        }

        await socket.RunAsync(receive, CancellationToken.None).ConfigureAwait(false);
        lock (_lock)
        {
            _sockets.Remove(socket);
        }
    }

    private void Leave(string? seat, Socket socket)
    {
        if (seat is not null)
        {
            _seats.Leave(seat, socket.ClosedCleanly);
        }
    }

    private void OnOrder(ExchangeOrderEvent happened)
    {
        if (happened.Order.Account != _desk.Account || _updates.Write(happened) is not { } update)
        {
            return;
        }

        lock (_lock)
        {
            foreach (var message in _unknownFields?.AddTo(update) ?? [update])
            {
                foreach (var frame in Faults.Pass(message))
                {
                    _trading.ForEach(session => session.Deliver(frame));
                }
            }
        }
    }
}
