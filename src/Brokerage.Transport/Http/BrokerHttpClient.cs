using System.Text.Json.Serialization.Metadata;

namespace Brokerage.Transport;

/// <summary>
/// Sends requests of one connection through the pipeline: address guard, live switch, rate gate, signature, one or more attempts by
/// operation class, error translation. Thread-safe.
/// </summary>
public sealed class BrokerHttpClient
{
    private readonly BrokerTransport _transport;
    private readonly BrokerClientOptions _options;
    private readonly RequestSender _sender;

    internal BrokerHttpClient(BrokerTransport transport, BrokerClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_transport, _options) = (transport, options);
        Endpoints = new EndpointMap(options.Environment);
        _sender = new RequestSender(transport, options);
    }

    /// <summary>The addresses that this client may reach; also the check for addresses that the broker hands out.</summary>
    public EndpointMap Endpoints { get; }

    /// <summary>Sends a read and decodes its JSON.</summary>
    /// <exception cref="BrokerageException">The broker refused, did not answer, or answered something unreadable.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped waiting.</exception>
    public async Task<T> ReadAsync<T>(BrokerRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        using BrokerReply reply = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return reply.Read(type);
    }

    /// <summary>
    /// Sends a request. Failures are values: <see cref="BrokerReply.Error"/> says what, and its effect whether the broker perhaps acted.
    /// </summary>
    /// <exception cref="OperationCanceledException">
    /// The caller stopped waiting; for a request that acts it proves that nothing was sent. Once it may have left, cancelling ends the wait
    /// with an error of <see cref="Effect.Unknown"/> instead.
    /// </exception>
    public Task<BrokerReply> SendAsync(BrokerRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<BrokerReply>(cancellationToken);
        if (Refuse(request) is { } refusal) return Task.FromResult(Reply(request, refusal));
        if (Endpoints.Resolve(request.Purpose, request.Path) is not { } address) return Task.FromResult(Reply(request, Elsewhere(request)));
        return _sender.SendAsync(request, address, cancellationToken);
    }

    private BrokerageError? Refuse(BrokerRequest request)
    {
        if (_options.AllowLiveOrders || _options.Environment.Kind != EnvironmentKind.Live || !request.Class.Trades()) return null;
        return new BrokerageError(
            BrokerageErrorCode.LiveTradingNotAllowed,
            _transport.Options.Broker,
            $"{request.Operation} would act in the live environment '{_options.Environment.Name}', and AllowLiveOrders is off.")
        {
            Recovery = RecoveryAction.TellOperator,
        };
    }

    private BrokerageError Elsewhere(BrokerRequest request) => new(
        BrokerageErrorCode.EnvironmentMismatch,
        _transport.Options.Broker,
        $"{request.Operation} names an address outside the {request.Purpose} endpoints of '{_options.Environment.Name}'.")
    {
        Recovery = RecoveryAction.TellOperator,
    };

    private BrokerReply Reply(BrokerRequest request, BrokerageError error)
    {
        TransportLog.Refused(_transport.Logger, _transport.Options.Broker, request.Operation, error.Code);
        return new BrokerReply(request, _transport.Options.Broker, null, error);
    }
}
