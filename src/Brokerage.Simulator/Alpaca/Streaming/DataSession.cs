using System.Text.Json;
using Brokerage.Simulator.Alpaca.Access;
using Brokerage.Simulator.Alpaca.Wire;

namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>One connection to a data stream: greeting, authentication within ten seconds, and subscriptions that add up.</summary>
internal sealed class DataSession : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Socket _socket;
    private readonly AlpacaAccess _access;
    private readonly Seats _seats;
    private readonly DataKind _kind;
    private readonly string _feed;
    private readonly bool _packed;
    private readonly int? _symbolLimit;
    private readonly DataPump _pump;
    private readonly DataChannels _channels;
    private readonly ITimer _timeout;
    private Caller? _caller;

    public DataSession(AlpacaDesk desk, Socket socket, AlpacaAccess access, Seats seats, DataKind kind, string feed, bool packed)
    {
        (_socket, _access, _seats, _kind, _feed, _packed) = (socket, access, seats, kind, feed, packed);
        _symbolLimit = desk.Options.SymbolLimit;
        _channels = new DataChannels(kind);
        _pump = new DataPump(desk, kind, _channels, socket.Send);
        _timeout = desk.Options.Time.CreateTimer(_ => OnTimeout(), null, Patience, Timeout.InfiniteTimeSpan);
    }

    public string? Seat { get; private set; }

    /// <summary>Greets; whoever proved himself in the handshake need not do it again.</summary>
    public void Begin(Caller? caller)
    {
        Success("connected");
        if (caller is not null)
        {
            lock (_lock)
            {
                Admit(caller);
            }
        }
    }

    public void Receive(JsonElement? message)
    {
        lock (_lock)
        {
            if (message is not { ValueKind: JsonValueKind.Object } frame)
            {
                Error(400, "invalid syntax");
                return;
            }

            switch (Text(frame, "action"))
            {
                case "auth":
                    Authenticate(frame);
                    break;
                case "subscribe" or "unsubscribe" when _caller is null:
                    Error(401, "not authenticated");
                    break;
                case "subscribe":
                    Subscribe(frame);
                    break;
                case "unsubscribe":
                    _channels.Remove(frame);
                    Confirm();
                    break;
                default:
                    Error(400, "invalid syntax");
                    break;
            }
        }
    }

    public void Dispose()
    {
        _timeout.Dispose();
        _pump.Dispose();
    }

    private void OnTimeout()
    {
        lock (_lock)
        {
            if (_caller is null)
            {
                Error(404, "auth timeout");
                _socket.Finish();
            }
        }
    }

    private void Authenticate(JsonElement frame)
    {
        if (_caller is not null)
        {
            Error(403, "already authenticated");
            return;
        }

        // A token stands where the secret stands, under the name "oauth".
        var (key, secret) = (Text(frame, "key"), Text(frame, "secret"));
        var caller = key is "oauth" ? _access.ByToken(secret) : _access.ByKey(key, secret);
        if (caller is null)
        {
            Error(402, "auth failed");
            return;
        }

        Admit(caller);
    }

    private void Admit(Caller caller)
    {
        if (!caller.May(AlpacaAccess.Data))
        {
            Error(411, "insufficient scope");
            return;
        }

        if (!_seats.TryTake(_feed + " " + caller.Credential))
        {
            Error(406, "connection limit exceeded");
            _socket.Finish();
            return;
        }

        Seat = _feed + " " + caller.Credential;
        _caller = caller;
        Success("authenticated");
    }

    private void Subscribe(JsonElement frame)
    {
        if (_kind is DataKind.Options && !_packed)
        {
            Error(412, "option messages are only available in MsgPack format");
            return;
        }

        switch (_channels.TryAdd(frame, _symbolLimit))
        {
            case 0:
                Confirm();
                break;
            case 405:
                Error(405, "symbol limit exceeded");
                break;
            case 410:
                Error(410, "invalid subscribe action for this feed");
                break;
            case 413:
                Error(413, "star subscription is not allowed for option quotes");
                break;
            default:
                Error(400, "invalid syntax");
                break;
        }
    }

    private void Confirm()
    {
        _socket.Send(StreamJson.Bytes(_channels.ToWire(), StreamJson.Default.DataSubscriptionWire));
        _pump.Refresh();
    }

    private void Success(string text) => _socket.Send(StreamJson.Bytes(new DataSuccessWire("success", text), StreamJson.Default.DataSuccessWire));

    private void Error(int code, string text) =>
        _socket.Send(StreamJson.Bytes(new DataErrorWire("error", code, text), StreamJson.Default.DataErrorWire));

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
