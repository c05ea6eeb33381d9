using Microsoft.Extensions.Logging;

namespace Brokerage.Transport;

/// <summary>Keeps one stream connected for as long as it is wanted.</summary>
internal sealed class SocketRunner(BrokerTransport transport, SocketSessionOptions options, SocketProtocol protocol, QuoteHub quotes, OrderHub orders)
{
    private readonly EndpointMap _endpoints = new(options.Environment);
    private readonly ISocketConnector _connector = options.Connector ?? new WebSocketConnector(transport.Options.Broker);
    private readonly TimeProvider _time = transport.Options.TimeProvider;
    private readonly Lock _saying = new();
    private volatile SocketLine? _line;
    private DateTimeOffset? _completeUntil;
    private bool _saidConnecting;

    public bool IsLive => _line is { IsLive: true };

    private ILogger Logger => transport.Logger;

    private BrokerId Broker => transport.Options.Broker;

    /// <summary>Lets a reader in. Where all others have been told that the line is being made, it is told so too: once, before anything else.</summary>
    public void Admit(Action add, Action sayConnecting)
    {
        lock (_saying)
        {
            add();
            if (_saidConnecting) sayConnecting();
        }
    }

    /// <summary>Somebody came or went.</summary>
    public void Changed() => _line?.Changed();

    /// <summary>Runs until cancelled (null), or until a person is needed (why).</summary>
    public async Task<BrokerageException?> RunAsync(CancellationToken cancellationToken)
    {
        SocketBackoff backoff = new(options, transport.Random);
        _completeUntil = null;
        try
        {
            return await KeepAsync(backoff, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ForgetConnecting();
        }
    }

    private async Task<BrokerageException?> KeepAsync(SocketBackoff backoff, CancellationToken cancellationToken)
    {
        while (true)
        {
            long started = _time.GetTimestamp();
            BrokerageError? error = null;
            string reason = "closed";
            try
            {
                await ConnectOnceAsync(backoff.Attempt, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return null;
            }
            catch (BrokerageException told)
            {
                (error, reason) = (told.Error, told.Error.Code.ToString());
                if (SocketBackoff.NeedsPerson(error)) return Ended(told);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // Whatever a frame made the protocol do: a new line and a look-up of what was missed is the way back to the truth.
                reason = failure is OperationCanceledException ? "silent" : failure.GetType().Name;
            }

            backoff.Held(_time.GetElapsedTime(started));
            TimeSpan pause = backoff.Next(error);
            TransportLog.StreamBroke(Logger, Broker, options.Name, reason, pause.TotalSeconds);
            // Before the pause, which can be long: a reader that hears nothing would take what it has for the present.
            SayConnecting();
            if (!await PauseAsync(pause, cancellationToken).ConfigureAwait(false)) return null;
        }
    }

    private async Task ConnectOnceAsync(int attempt, CancellationToken cancellationToken)
    {
        SayConnecting();
        TransportLog.StreamConnecting(Logger, Broker, options.Name, attempt);
        transport.Meters.StreamConnecting(options.Name);

        using CancellationTokenSource timeout = new(options.ConnectTimeout, _time);
        using CancellationTokenSource opening = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        SocketTarget target = await protocol.GetTargetAsync(opening.Token).ConfigureAwait(false);
        if (!_endpoints.Allows(EndpointPurpose.Streaming, target.Address)) throw Elsewhere();
        ISocketConnection connection = await _connector.ConnectAsync(target, opening.Token).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        using SocketLine line = new(transport, options, protocol, connection, quotes, orders);
        await line.OpenAsync(opening.Token).ConfigureAwait(false);
        timeout.CancelAfter(Timeout.InfiniteTimeSpan);

        _line = line;
        ForgetConnecting();
        try
        {
            TransportLog.StreamLive(Logger, Broker, options.Name);
            await line.RunAsync(TakeGap(), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _line = null;
            _completeUntil = line.CompleteUntil;
        }
    }

    /// <summary>Once for each break, however many attempts it takes.</summary>
    private void SayConnecting()
    {
        lock (_saying)
        {
            if (_saidConnecting) return;
            _saidConnecting = true;
            quotes.Say(StreamItem.Of<QuoteTick>(StreamSignal.Connecting));
            orders.TrySay(StreamSignal.Connecting);
        }
    }

    /// <summary>Whoever comes from now on is not told that the line is being made.</summary>
    private void ForgetConnecting()
    {
        lock (_saying) _saidConnecting = false;
    }

    private (DateTimeOffset From, DateTimeOffset To)? TakeGap()
    {
        if (_completeUntil is not { } from) return null;
        transport.Meters.StreamGap(options.Name);
        return (from, _time.GetUtcNow());
    }

    private async Task<bool> PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }

    private BrokerageException Ended(BrokerageException why)
    {
        TransportLog.StreamEnded(Logger, Broker, options.Name, why.Error.Code);
        return why;
    }

    private BrokerageException Elsewhere() => new(new BrokerageError(
        BrokerageErrorCode.EnvironmentMismatch, Broker, $"The stream's address lies outside the streaming endpoints of '{options.Environment.Name}'."));
}
