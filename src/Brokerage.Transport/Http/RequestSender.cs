using Microsoft.Extensions.Logging;
using System.Diagnostics;
using Polly;
using Polly.CircuitBreaker;

namespace Brokerage.Transport;

/// <summary>
/// The order of things for one request: attempts by operation class, and within each attempt the rate gate, the breaker, the attempt itself.
/// </summary>
internal sealed class RequestSender
{
    /// <summary>Where nobody asks how long it took: no clock's timestamp, which may well be nought.</summary>
    private const long NotTimed = long.MinValue;

    private readonly BrokerTransport _transport;
    private readonly AttemptSender _attempts;
    private readonly IRequestSigner? _signer;
    private readonly RateGate _gate;
    private readonly RateCaller _caller;
    private readonly RateHeaders? _headers;

    public RequestSender(BrokerTransport transport, BrokerClientOptions options)
    {
        (_transport, _signer, _headers) = (transport, options.Signer, options.RateHeaders);
        _attempts = new AttemptSender(transport, options);
        _gate = transport.GateOf(options.Environment.Name);
        _caller = new RateCaller(options.Application, options.Connection?.Value ?? "sign-in", options.Limits, transport.Options.LimitShare);
    }

    public async Task<BrokerReply> SendAsync(BrokerRequest request, Uri address, CancellationToken cancellationToken)
    {
        SendState state = new(request, address);
        using Activity? activity = TransportMeters.Start(request);
        long started = _transport.Meters.MeasuresRequests ? _transport.Options.TimeProvider.GetTimestamp() : NotTimed;
        BrokerReply? reply = null;
        try
        {
            reply = await AttemptAsync(state, cancellationToken).ConfigureAwait(false);
            if (reply.Error is not null && _transport.Retries.For(request.Class) is { } retries && _transport.Retries.MayRepeat(reply))
                reply = await RepeatAsync(retries, reply, state, cancellationToken).ConfigureAwait(false);
            if (state.Doubt is not null && reply.Error is { Effect: Effect.None } error) reply = reply.With(error with { Effect = Effect.Unknown });
            Report(reply);
            return reply;
        }
        catch (OperationCanceledException) when (state.Doubt is { } doubt)
        {
            // The caller left between two attempts, and the first one may have arrived.
            return reply = new BrokerReply(request, _transport.Options.Broker, null, doubt);
        }
        finally
        {
            TimeSpan elapsed = started == NotTimed ? TimeSpan.Zero : _transport.Options.TimeProvider.GetElapsedTime(started);
            _transport.Meters.Finish(activity, request, reply, address.IdnHost, state.Attempts, elapsed);
        }
    }

    /// <summary>The further attempts, after a first one that may be repeated.</summary>
    private async ValueTask<BrokerReply> RepeatAsync(ResiliencePipeline<BrokerReply> retries, BrokerReply first, SendState state, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            Outcome<BrokerReply> outcome = await retries.ExecuteOutcomeAsync(
                static async (context, arguments) => await arguments.Self.OutcomeAsync(arguments.First, arguments.State, context.CancellationToken).ConfigureAwait(false),
                context,
                (Self: this, First: first, State: state)).ConfigureAwait(false);
            outcome.ThrowIfException();
            return outcome.Result!;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<Outcome<BrokerReply>> OutcomeAsync(BrokerReply first, SendState state, CancellationToken cancellationToken)
    {
        if (!state.HasBegunAgain)
        {
            // The pipeline starts with the attempt that has been made already, so that it counts and pauses from there.
            state.HasBegunAgain = true;
            return Outcome.FromResult(first);
        }

        try
        {
            return Outcome.FromResult(await AttemptAsync(state, cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException left)
        {
            return Outcome.FromException<BrokerReply>(left);
        }
    }

    private async ValueTask<BrokerReply> AttemptAsync(SendState state, CancellationToken cancellationToken)
    {
        BrokerRequest request = state.Request;
        RateRouteKey key = _caller.KeyOf(request);
        if (await PermitAsync(request, key, cancellationToken).ConfigureAwait(false) is not { } permit) return NoPermit(request, key);

        BrokerReply? reply = null;
        long started = NotTimed;
        try
        {
            state.Attempts++;
            started = _transport.Logger.IsEnabled(LogLevel.Debug) ? _transport.Options.TimeProvider.GetTimestamp() : NotTimed;
            HostBreaker breaker = _transport.Breakers.For(state.Address);
            // A cancel is tried even at a host that seems down: it can only take risk away.
            bool isDirect = request.Class == OperationClass.Cancel || breaker.IsClosed;
            reply = isDirect ? await _attempts.SendAsync(state, cancellationToken).ConfigureAwait(false)
                : await ThroughBreakerAsync(breaker, state, cancellationToken).ConfigureAwait(false);
            if (isDirect && request.Class != OperationClass.Cancel) breaker.Tell(reply);
        }
        finally
        {
            // A caller who leaves does not take back what the broker has counted.
            if (reply is null ? state.HasLeft : !reply.NeverLeft) permit.Complete();
            else permit.Return();
        }

        Learn(reply, permit, state, started);
        if (await MaySignAgainAsync(reply, state, cancellationToken).ConfigureAwait(false))
        {
            reply.Dispose();
            return await AttemptAsync(state, cancellationToken).ConfigureAwait(false);
        }

        return reply;
    }

    private async ValueTask<RatePermit?> PermitAsync(BrokerRequest request, RateRouteKey key, CancellationToken cancellationToken)
    {
        RatePriority priority = RatePriorities.Of(request.Class);
        ResilienceOptions options = _transport.Options.Resilience;
        TimeSpan patience = priority == RatePriority.Background ? options.BackgroundGatePatience : options.GatePatience;
        ValueTask<RatePermit?> waiting = _gate.AcquireAsync(_caller, key, priority, patience, cancellationToken);
        if (waiting.IsCompletedSuccessfully) return waiting.Result;

        long started = _transport.Options.TimeProvider.GetTimestamp();
        RatePermit? permit = await waiting.ConfigureAwait(false);
        _transport.Meters.Waited(request.Operation, _transport.Options.TimeProvider.GetElapsedTime(started));
        return permit;
    }

    private async ValueTask<BrokerReply> ThroughBreakerAsync(HostBreaker breaker, SendState state, CancellationToken cancellationToken)
    {
        try
        {
            return await breaker.ThroughAsync(_attempts, state, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException open)
        {
            return new BrokerReply(state.Request, _transport.Options.Broker, null, _transport.Breakers.Open(state.Request, open)) { NeverLeft = true, IsFinal = true };
        }
    }

    private void Learn(BrokerReply reply, RatePermit permit, SendState state, long started)
    {
        RateCount? told = reply.Response is { } response ? _headers?.Read(response) : null;
        if (told is { } count) _gate.Observe(permit.Route, count);
        if (reply.Error is not { } error)
        {
            // 0 where nobody reads it, so that a request pays for its time only then.
            if (started != NotTimed) Answered(reply, state, started);
            return;
        }

        if (error.Effect == Effect.Unknown) state.Doubt = error;
        TransportLog.Failed(
            _transport.Logger, _transport.Options.Broker, state.Request.Operation, state.Address.IdnHost, error.Code, error.Effect, reply.Response?.Status, state.Attempts);
        if (error.Code != BrokerageErrorCode.RateLimited || reply.NeverLeft) return;
        // A broker that does not say how long to wait may have told when its count begins anew.
        TimeSpan? asked = error.RetryAfter ?? (told is { Left: 0 } spent ? spent.ResetIn : null);
        TimeSpan pause = _gate.Pause(permit.Route, asked, _transport.Random.NextDouble());
        _transport.Meters.Paused();
        TransportLog.Paused(_transport.Logger, _transport.Options.Broker, state.Request.Operation, pause.TotalSeconds);
    }

    private void Answered(BrokerReply reply, SendState state, long started) => TransportLog.Answered(
        _transport.Logger,
        _transport.Options.Broker,
        state.Request.Operation,
        state.Address.IdnHost,
        reply.Response?.Status ?? 0,
        _transport.Options.TimeProvider.GetElapsedTime(started).TotalMilliseconds);

    /// <summary>After a 401, once, for what may be repeated: if newer secrets can be had, the attempt is made anew.</summary>
    private async ValueTask<bool> MaySignAgainAsync(BrokerReply reply, SendState state, CancellationToken cancellationToken)
    {
        if (_signer is null || state.HasRenewed || !state.Request.Class.IsRepeatable()) return false;
        if (reply.Response?.Status != 401 && reply.Error?.Code != BrokerageErrorCode.AuthExpired) return false;
        state.HasRenewed = true;
        try
        {
            return await _signer.RenewAsync(reply.SignedWith, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException)
        {
            return false;
        }
    }

    private BrokerReply NoPermit(BrokerRequest request, RateRouteKey key)
    {
        TransportLog.NoPermit(_transport.Logger, _transport.Options.Broker, request.Operation);
        TimeSpan pause = _gate.PauseLeft(_caller, key);
        BrokerageError error = new(BrokerageErrorCode.RateLimited, _transport.Options.Broker, $"{request.Operation} was not sent: the broker's rate limits leave no room in time.")
        {
            Recovery = RecoveryAction.BackOff,
            RetryAfter = pause > TimeSpan.Zero ? pause : null,
        };
        return new BrokerReply(request, _transport.Options.Broker, null, error) { NeverLeft = true, IsFinal = true };
    }

    private void Report(BrokerReply reply)
    {
        if (reply.Error is { Effect: Effect.Unknown } error)
            TransportLog.OutcomeUnknown(_transport.Logger, _transport.Options.Broker, reply.Request.Operation, error.Code);
    }
}
