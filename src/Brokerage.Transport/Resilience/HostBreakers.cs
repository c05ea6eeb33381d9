using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;

namespace Brokerage.Transport;

/// <summary>One breaker for each host of a broker. Only failures of the host count: never a refusal, never a caller who left.</summary>
internal sealed class HostBreakers(BrokerTransport transport)
{
    private readonly ConcurrentDictionary<(string Host, int Port), HostBreaker> _breakers = [];

    public HostBreaker For(Uri address) => _breakers.GetOrAdd((address.IdnHost, address.Port), static (key, self) => self.Create(key.Host), this);

    public BrokerageError Open(BrokerRequest request, BrokenCircuitException refusal) => new(
        BrokerageErrorCode.BrokerUnavailable,
        transport.Options.Broker,
        $"{request.Operation} was not sent: most recent requests to the broker failed.")
    {
        Effect = Effect.None,
        RetryAfter = refusal.RetryAfter,
        Recovery = RecoveryAction.BackOff,
    };

    private HostBreaker Create(string host)
    {
        BrokerTransportOptions options = transport.Options;
        ResilienceOptions resilience = options.Resilience;
        CircuitBreakerStateProvider state = new();
        ResiliencePipeline<BrokerReply> pipeline = new ResiliencePipelineBuilder<BrokerReply> { TimeProvider = options.TimeProvider }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<BrokerReply>
            {
                StateProvider = state,
                FailureRatio = resilience.BreakerFailureRatio,
                MinimumThroughput = resilience.BreakerMinimum,
                SamplingDuration = resilience.BreakerSampling,
                BreakDuration = resilience.BreakerPause,
                ShouldHandle = static arguments => new(arguments.Outcome.Result is { } reply && IsHostFailure(reply)),
                OnOpened = arguments =>
                {
                    TransportLog.BreakerOpened(transport.Logger, options.Broker, host, arguments.BreakDuration.TotalSeconds);
                    transport.Meters.BreakerOpened(host);
                    return default;
                },
                OnClosed = _ =>
                {
                    TransportLog.BreakerClosed(transport.Logger, options.Broker, host);
                    return default;
                },
            })
            .Build();
        return new HostBreaker(pipeline, state);
    }

    // An answer with a 4xx is about the request: whoever can say what is wrong with it (its time, its nonce, its credentials) is well.
    private static bool IsHostFailure(BrokerReply reply) => !reply.IsCallersDoing && reply.Response?.Status is not (>= 400 and < 500 and not 408) && reply.Error is
    {
        IsTransient: true,
        Code: BrokerageErrorCode.BrokerUnavailable or BrokerageErrorCode.ConnectionFailed or BrokerageErrorCode.Timeout,
    };
}
