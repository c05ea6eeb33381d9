using System.Text.Json;
using Brokerage.Simulator.Alpaca.Access;
using Brokerage.Simulator.Alpaca.Wire;

namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>One connection to the trading stream: authenticate, then listen; what is listened to replaces what was before.</summary>
internal sealed class TradeUpdatesSession(Socket socket, AlpacaAccess access, Seats seats)
{
    private const string Updates = "trade_updates";

    private string? _seat;
    private volatile bool _listens;

    public Socket Socket => socket;

    public string? Seat => _seat;

    public void Deliver(byte[] update)
    {
        if (_listens)
        {
            socket.Send(update);
        }
    }

    public void Receive(JsonElement? message)
    {
        if (message is not { ValueKind: JsonValueKind.Object } frame)
        {
            Error("invalid message");
            return;
        }

        switch (Text(frame, "action"))
        {
            case "authenticate":
                Authenticate(frame.TryGetProperty("data", out var data) ? data : frame, "key_id", "secret_key");
                break;
            case "auth":
                Authenticate(frame, "key", "secret");
                break;
            case "listen":
                Listen(frame);
                break;
            default:
                Error("invalid action");
                break;
        }
    }

    private void Authenticate(JsonElement data, string key, string secret)
    {
        var caller = Text(data, "oauth_token") is { } token ? access.ByToken(token) : access.ByKey(Text(data, key), Text(data, secret));
        if (caller is null)
        {
            Answer("unauthorized", "authenticate");
            return;
        }

        if (_seat is null && !seats.TryTake("trading " + caller.Credential))
        {
            // The broker refuses a second connection before it is one; here it already is, so it ends.
            Error("connection limit exceeded");
            socket.Finish();
            return;
        }

        _seat = "trading " + caller.Credential;
        Answer("authorized", "authenticate");
    }

    private void Listen(JsonElement frame)
    {
        if (_seat is null)
        {
            Answer("unauthorized", "listen");
            return;
        }

        var wanted = frame.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object
            && data.TryGetProperty("streams", out var streams) && streams.ValueKind is JsonValueKind.Array
            ? streams.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!).ToList()
            : [];
        var known = wanted.Where(name => name is Updates).Distinct(StringComparer.Ordinal).ToList();
        _listens = known.Count > 0;
        socket.Send(StreamJson.Bytes(
            new TradingFrameWire<ListeningWire>("listening", new ListeningWire(known)), StreamJson.Default.TradingFrameWireListeningWire));
    }

    private void Answer(string status, string action) => socket.Send(StreamJson.Bytes(
        new TradingFrameWire<AuthorizationWire>("authorization", new AuthorizationWire(status, action)),
        StreamJson.Default.TradingFrameWireAuthorizationWire));

    private void Error(string text) => socket.Send(StreamJson.Bytes(
        new TradingErrorWire("error", new TradingErrorDataWire(text)), StreamJson.Default.TradingErrorWire));

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
