using System.Text;
using System.Text.Json;
using Brokerage.Alpaca.Auth;
using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Streaming;

/// <summary>The trading stream: changes of orders. It repeats nothing after a break, so the session looks up what was missed.</summary>
internal sealed class TradingProtocol(AlpacaSession session, Uri address) : SocketProtocol
{
    private const string Updates = "trade_updates";
    private const string Authorization = "authorization";
    private const string Listening = "listening";

    public override ValueTask<SocketTarget> GetTargetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(new SocketTarget(address));

    public override async ValueTask AuthenticateAsync(SocketChannel channel, CancellationToken cancellationToken = default)
    {
        await session.AccountAsync(cancellationToken).ConfigureAwait(false);
        var secrets = await session.Context.Secrets.GetAsync(cancellationToken).ConfigureAwait(false);
        var message = new TradingAuthenticateWire("authenticate", Credentials(secrets.Secrets));
        await channel.SendAsync(message, AlpacaJson.Default.TradingAuthenticateWire, cancellationToken).ConfigureAwait(false);
        await WaitForAsync(channel, Authorization, cancellationToken).ConfigureAwait(false);
        // What changes between the look-up and the moment from which Alpaca listens would be told by neither: the look-up comes after it.
        await ListenAsync(channel, cancellationToken).ConfigureAwait(false);
        await WaitForAsync(channel, Listening, cancellationToken).ConfigureAwait(false);
    }

    // Nothing else is ever listened to here, and the socket closes with its last reader.
    public override ValueTask SubscribeAsync(SocketChannel channel, SocketSubscription subscription, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    // Saying again what is listened to changes nothing, and its answer shows that the line still stands.
    public override ValueTask SendHeartbeatAsync(SocketChannel channel, CancellationToken cancellationToken = default) => ListenAsync(channel, cancellationToken);

    public override async ValueTask ReceiveAsync(ReadOnlyMemory<byte> message, SocketSink sink, CancellationToken cancellationToken = default)
    {
        if (Read(message.Span) is not { } frame)
        {
            return;
        }

        Demand(frame);
        if (frame.Stream is Updates)
        {
            var account = await session.AccountAsync(cancellationToken).ConfigureAwait(false);
            await sink.OrderAsync(Update(frame.Data, account), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WaitForAsync(SocketChannel channel, string stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await channel.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            if (Read(answer.Span) is not { } frame)
            {
                continue;
            }

            Demand(frame);
            if (string.Equals(frame.Stream, stream, StringComparison.Ordinal))
            {
                return;
            }
        }
    }

    // A line that stands but does not tell of orders is worse than none: nobody would look.
    private static void Demand(TradingFrameWire frame)
    {
        switch (frame)
        {
            case { Stream: Authorization, Data: var data } when data?.Status is not "authorized":
                throw StreamErrors.Refused(data?.Status);
            case { Stream: Listening, Data: var data } when data?.Streams?.Contains(Updates, StringComparer.Ordinal) != true:
            case { Stream: "error" }:
                throw StreamErrors.Deaf();
        }
    }

    // A change that cannot be read may be a fill: the session takes a new line then, and looks up what it missed.
    private OrderUpdate Update(TradingFrameDataWire? data, Account account)
    {
        if (data is not { Order: { } })
        {
            throw new InvalidDataException("A change without its order.");
        }

        try
        {
            return UpdateMapping.ToUpdate(data, account.Ref, account.BaseCurrency, new AsOf(session.Clock.GetUtcNow(), data.Timestamp));
        }
        catch (BrokerageException unreadable)
        {
            throw new InvalidDataException("A change of an order could not be read.", unreadable);
        }
    }

    private static ValueTask ListenAsync(SocketChannel channel, CancellationToken cancellationToken) =>
        channel.SendAsync(new TradingListenWire("listen", new TradingStreamsWire([Updates])), AlpacaJson.Default.TradingListenWire, cancellationToken);

    private TradingCredentialsWire Credentials(ConnectionSecrets secrets)
    {
        if (secrets.Scheme is AlpacaSecrets.OAuthScheme)
        {
            return new TradingCredentialsWire { OauthToken = AlpacaSecrets.Require(secrets, AlpacaSecrets.AccessToken) };
        }

        var keyId = AlpacaSecrets.Require(secrets, AlpacaSecrets.KeyId);
        AlpacaSecrets.RequireKeyFits(keyId, session.Context.Environment);
        return new TradingCredentialsWire { KeyId = keyId, SecretKey = AlpacaSecrets.Require(secrets, AlpacaSecrets.SecretKey) };
    }

    private static TradingFrameWire? Read(ReadOnlySpan<byte> message)
    {
        // In which frame the trading stream says it no page tells; the data streams' words for it are these.
        if (message.IndexOf("connection limit"u8) >= 0 && message.IndexOf("trade_updates"u8) < 0)
        {
            throw StreamErrors.Full(Encoding.UTF8.GetString(message));
        }

        return JsonSerializer.Deserialize(message, AlpacaJson.Default.TradingFrameWire);
    }
}
