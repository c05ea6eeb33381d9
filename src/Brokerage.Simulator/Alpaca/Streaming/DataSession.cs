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
    private readonly StreamFaults _faults;
    private readonly AlpacaAccess _access;
    private readonly Seats _seats;
    private readonly DataKind _kind;
    private readonly string _feed;
    private readonly bool _packed;
    private readonly int? _symbolLimit;
    private readonly DataPump _pump;
    private readonly DataChannels _channels;
    private readonly ITimer _timeout;
    private readonly Lock _outgoing = new();
    private List<byte[]>? _held;
    private Caller? _caller;

    public DataSession(AlpacaDesk desk, Socket socket, AlpacaAccess access, Seats seats, StreamFaults faults, DataKind kind, string feed, bool packed)
    {
        (_socket, _access, _seats, _faults, _kind, _feed, _packed) = (socket, access, seats, faults, kind, feed, packed);
        _symbolLimit = desk.Options.SymbolLimit;
        _channels = new DataChannels(kind);
        _pump = new DataPump(desk, kind, _channels, SendData);
        _timeout = desk.Options.Time.CreateTimer(_ => OnTimeout(), null, Patience, Timeout.InfiniteTimeSpan);
    }

    public string? Seat { get; private set; }

    /// <summary>What else is mixed into prices; null for nothing.</summary>
    public UnknownFields? UnknownFields { get; init; }

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
                Error(400);
                return;
            }

            switch (Text(frame, "action"))
            {
                case "auth":
                    Authenticate(frame);
                    break;
                case "subscribe" or "unsubscribe" when _caller is null:
                    Error(401);
                    break;
                case "subscribe":
                    Subscribe(frame);
                    break;
                case "unsubscribe":
                    _channels.Remove(frame);
                    Confirm();
                    break;
                default:
                    Error(400);
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
                Error(404);
            }
        }
    }

    private void Authenticate(JsonElement frame)
    {
        if (_caller is not null)
        {
            Error(403);
            return;
        }

        // A token stands where the secret stands, under the name "oauth".
        var (key, secret) = (Text(frame, "key"), Text(frame, "secret"));
        var caller = key is "oauth" ? _access.ByToken(secret) : _access.ByKey(key, secret);
        if (caller is null)
        {
            Error(402);
            return;
        }

        Admit(caller);
    }

    private void Admit(Caller caller)
    {
        if (_faults.TakeError() is { } code)
        {
            Error(code);
            return;
        }

        if (!caller.May(AlpacaAccess.Data))
        {
            Error(411);
            return;
        }

        if (!_seats.TryTake(_feed + " " + caller.Credential))
        {
            Error(406);
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
            Error(412);
            return;
        }

        var refused = _channels.TryAdd(frame, _symbolLimit);
        if (refused == 0)
        {
            Confirm();
        }
        else
        {
            Error(refused);
        }
    }

    // Who is told that he is subscribed hears of everything that happens from then on: the pump listens first, and what it hears follows the answer.
    private void Confirm()
    {
        lock (_outgoing)
        {
            _held ??= [];
        }

        _pump.Follow();
        lock (_outgoing)
        {
            _socket.Send(StreamJson.Bytes(_channels.ToWire(), StreamJson.Default.DataSubscriptionWire));
            _held?.ForEach(_socket.Send);
            _held = null;
        }

        _pump.TellPresent();
    }

    private void SendData(byte[] item)
    {
        foreach (var message in UnknownFields?.AddTo(item) ?? [item])
        {
            lock (_outgoing)
            {
                if (_held is null) _socket.Send(message);
                else _held.Add(message);
            }
        }
    }

    private void Success(string text) => _socket.Send(StreamJson.Bytes(new DataSuccessWire("success", text), StreamJson.Default.DataSuccessWire));

    private void Error(int code)
    {
        _socket.Send(StreamJson.Bytes(new DataErrorWire("error", code, DataErrors.Text(code)), StreamJson.Default.DataErrorWire));
        if (DataErrors.EndsTheStream(code))
        {
            _socket.Finish();
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
