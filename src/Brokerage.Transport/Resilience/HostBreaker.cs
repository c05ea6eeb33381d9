using Polly;
using Polly.CircuitBreaker;

namespace Brokerage.Transport;

/// <summary>The breaker of one host.</summary>
internal sealed class HostBreaker(ResiliencePipeline<BrokerReply> pipeline, CircuitBreakerStateProvider state)
{
    /// <summary>Nothing is wrong: send, and tell what came of it. Otherwise go through <see cref="ThroughAsync"/>.</summary>
    public bool IsClosed => state.CircuitState == CircuitState.Closed;

    /// <summary>Counts what came of a request that was sent while the breaker was closed. Much cheaper than wrapping each in a pipeline.</summary>
    public void Tell(BrokerReply reply)
    {
        try
        {
            pipeline.Execute(static reply => reply, reply);
        }
        catch (BrokenCircuitException)
        {
            // Opened in the meantime, by others; this one changes nothing any more.
        }
    }

    /// <summary>Sends as a trial if the pause is over.</summary>
    /// <exception cref="BrokenCircuitException">It is not.</exception>
    public ValueTask<BrokerReply> ThroughAsync(AttemptSender sender, SendState request, CancellationToken cancellationToken) =>
        pipeline.ExecuteAsync(
            static (arguments, token) => new ValueTask<BrokerReply>(arguments.Sender.SendAsync(arguments.Request, token)),
            (Sender: sender, Request: request),
            cancellationToken);
}
