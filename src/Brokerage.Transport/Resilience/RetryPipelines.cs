using Polly;
using Polly.Retry;

namespace Brokerage.Transport;

/// <summary>Who may try again, how often, after how long: one pipeline per operation class.</summary>
internal sealed class RetryPipelines
{
    private readonly ResiliencePipeline<BrokerReply>?[] _pipelines;
    private readonly BrokerTransport _transport;

    public RetryPipelines(BrokerTransport transport)
    {
        _transport = transport;
        ResilienceOptions options = transport.Options.Resilience;
        ResiliencePipeline<BrokerReply>? reads = Create(options.ReadAttempts);
        _pipelines = new ResiliencePipeline<BrokerReply>?[(int)OperationClass.SignIn + 1];
        _pipelines[(int)OperationClass.Read] = reads;
        _pipelines[(int)OperationClass.Session] = reads;
        _pipelines[(int)OperationClass.Cancel] = Create(options.CancelAttempts);
        _pipelines[(int)OperationClass.Placement] = Create(options.PlacementAttempts);
    }

    /// <summary>Null where there is only ever one attempt.</summary>
    public ResiliencePipeline<BrokerReply>? For(OperationClass operation) => _pipelines[(int)operation];

    /// <summary>The one rule of repetition.</summary>
    internal bool MayRepeat(BrokerReply reply)
    {
        if (reply.Error is not { } error || reply.IsCallersDoing || reply.IsFinal) return false;
        if (reply.NeverConnected) return true;
        if (error.RetryAfter > _transport.Options.Resilience.GatePatience) return false;
        return reply.Request.Class.IsRepeatable() && error.IsTransient;
    }

    private ResiliencePipeline<BrokerReply>? Create(int attempts)
    {
        if (attempts <= 1) return null;
        return new ResiliencePipelineBuilder<BrokerReply> { TimeProvider = _transport.Options.TimeProvider }
            .AddRetry(new RetryStrategyOptions<BrokerReply>
            {
                MaxRetryAttempts = attempts - 1,
                ShouldHandle = arguments => new(arguments.Outcome.Result is { } reply && MayRepeat(reply)),
                DelayGenerator = arguments => new(Pause(arguments.Outcome.Result!, arguments.AttemptNumber)),
                OnRetry = arguments =>
                {
                    _transport.Meters.Retried(arguments.Outcome.Result!.Request.Operation);
                    return default;
                },
            })
            .Build();
    }

    private TimeSpan? Pause(BrokerReply reply, int attempt)
    {
        // After "too many" the gate itself is closed; waiting here as well would wait twice.
        if (reply.Error!.Code == BrokerageErrorCode.RateLimited) return TimeSpan.Zero;
        ResilienceOptions options = _transport.Options.Resilience;
        double longest = Math.Min(options.LongestPause.TotalMilliseconds, options.FirstPause.TotalMilliseconds * Math.Pow(2, attempt));
        TimeSpan jittered = TimeSpan.FromMilliseconds(longest * _transport.Random.NextDouble());
        return reply.Error.RetryAfter is { } asked && asked > jittered ? asked : jittered;
    }
}
