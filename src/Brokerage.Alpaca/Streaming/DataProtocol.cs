using Brokerage.Alpaca.Auth;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Streaming;

#pragma warning disable CA1001 // Lives as long as its session; nothing of the semaphore is there to be freed.
/// <summary>A data stream: stocks, crypto or options. Messages are lists; they grow for a slow reader.</summary>
internal sealed class DataProtocol(AlpacaSession session, Uri address, DataLanguage language) : SocketProtocol
{
    private readonly DataRequests _requests = new();
    private readonly SemaphoreSlim _asking = new(1, 1);
    private volatile string? _anySymbol;

    public override ValueTask<SocketTarget> GetTargetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(language.TargetAt(address));

    public override async ValueTask AuthenticateAsync(SocketChannel channel, CancellationToken cancellationToken = default)
    {
        _requests.Clear();
        await WaitForAsync(channel, "connected"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        var secrets = await session.Context.Secrets.GetAsync(cancellationToken).ConfigureAwait(false);
        await language.SayAsync(channel, Credentials(secrets.Secrets), cancellationToken).ConfigureAwait(false);
        await WaitForAsync(channel, "authenticated"u8.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask SubscribeAsync(SocketChannel channel, SocketSubscription subscription, CancellationToken cancellationToken = default)
    {
        _anySymbol = subscription.Symbols.FirstOrDefault();
        await AskAsync(channel, "unsubscribe", subscription.Removed, [], cancellationToken).ConfigureAwait(false);
        await AskAsync(channel, "subscribe", subscription.Added, subscription.Added, cancellationToken).ConfigureAwait(false);
    }

    // Asking again for what is had changes nothing, and its answer, whatever that is, shows that the line still stands.
    public override ValueTask SendHeartbeatAsync(SocketChannel channel, CancellationToken cancellationToken = default) =>
        AskAsync(channel, "subscribe", _anySymbol is { } symbol ? [symbol] : [], [], cancellationToken);

    public override ValueTask ReceiveAsync(ReadOnlyMemory<byte> message, SocketSink sink, CancellationToken cancellationToken = default)
    {
        language.Read(message.Span, sink, said: null, _requests);
        while (_requests.TryTakeRefused(out var symbols, out var why))
        {
            sink.Refuse(symbols, why);
        }

        return default;
    }

    private async Task WaitForAsync(SocketChannel channel, byte[] word, CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await channel.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            if (language.Read(message.Span, sink: null, word, requests: null))
            {
                return;
            }
        }
    }

    private async ValueTask AskAsync(
        SocketChannel channel, string action, IReadOnlyCollection<string> symbols, IReadOnlyCollection<string> added, CancellationToken cancellationToken)
    {
        if (symbols.Count == 0)
        {
            return;
        }

        // Heartbeats come beside subscriptions: what waits for an answer stands in the order in which it was sent.
        await _asking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _requests.Add(added);
            await language.SayAsync(channel, new DataSubscribeWire(action, symbols, symbols), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _asking.Release();
        }
    }

    // A token takes the place of the secret, and a fixed word that of the key.
    private DataAuthenticateWire Credentials(ConnectionSecrets secrets)
    {
        if (secrets.Scheme is AlpacaSecrets.OAuthScheme)
        {
            return new DataAuthenticateWire("auth", "oauth", AlpacaSecrets.Require(secrets, AlpacaSecrets.AccessToken));
        }

        var keyId = AlpacaSecrets.Require(secrets, AlpacaSecrets.KeyId);
        AlpacaSecrets.RequireKeyFits(keyId, session.Context.Environment);
        return new DataAuthenticateWire("auth", keyId, AlpacaSecrets.Require(secrets, AlpacaSecrets.SecretKey));
    }
}
