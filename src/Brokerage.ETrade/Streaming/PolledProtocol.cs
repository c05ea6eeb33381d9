using Brokerage.Transport;

namespace Brokerage.ETrade.Streaming;

/// <summary>What a polled stream does when it is time to look. A look that fails breaks the line: what was missed is then looked up.</summary>
internal abstract class PolledProtocol(ETradeSession session) : SocketProtocol
{
    public sealed override ValueTask<SocketTarget> GetTargetAsync(CancellationToken cancellationToken = default) =>
        new(new SocketTarget(session.Context.Environment.AddressOf(EndpointPurpose.Streaming)
            ?? throw ETradeErrors.Misconfigured("The environment has no address to look at for streams.")));

    public sealed override async ValueTask AuthenticateAsync(SocketChannel channel, CancellationToken cancellationToken = default)
    {
        try
        {
            await session.AccountsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException failure) when (!NeedsPerson(failure.Error))
        {
            throw Passing(failure);
        }
    }

    public sealed override async ValueTask ReceiveAsync(ReadOnlyMemory<byte> message, SocketSink sink, CancellationToken cancellationToken = default)
    {
        try
        {
            // Whoever waits for an answer comes first.
            using (BrokerageCall.At(CallPriority.Background))
            {
                await LookAsync(sink, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (BrokerageException failure) when (!NeedsPerson(failure.Error))
        {
            throw Passing(failure);
        }
    }

    /// <summary>Looks once, and hands on what is there.</summary>
    protected abstract ValueTask LookAsync(SocketSink sink, CancellationToken cancellationToken);

    protected static bool NeedsPerson(BrokerageError error) => error.Code is BrokerageErrorCode.AuthExpired or BrokerageErrorCode.AuthRevoked
        or BrokerageErrorCode.Misconfigured or BrokerageErrorCode.EnvironmentMismatch or BrokerageErrorCode.NotEntitled;

    protected static BrokerageException Passing(BrokerageException failure) =>
        failure.Error.IsTransient ? failure : new BrokerageException(failure.Error with { IsTransient = true, Recovery = RecoveryAction.BackOff }, failure);
}
