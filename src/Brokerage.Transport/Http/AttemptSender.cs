namespace Brokerage.Transport;

/// <summary>One attempt: sign, send, read, translate. Every way it can end becomes a reply, or proves that nothing left.</summary>
internal sealed class AttemptSender(BrokerTransport transport, BrokerClientOptions options)
{
    private static readonly KeyValuePair<string, string> UserAgent = new("User-Agent", "Brokerage.NET");

    private readonly BrokerTransportOptions _settings = transport.Options;

    public async Task<BrokerReply> SendAsync(BrokerRequest request, Uri address, CancellationToken cancellationToken)
    {
        TimeSpan timeout = request.Timeout ?? (request.Class.Acts() ? _settings.ActTimeout : _settings.ReadTimeout);
        using CancellationTokenSource timer = new(timeout, _settings.TimeProvider);
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        using HttpRequestMessage message = CreateMessage(request, address);
        bool handedOver = false;
        try
        {
            if (options.Signer is { } signer) await signer.SignAsync(message, request, linked.Token).ConfigureAwait(false);
            handedOver = true;
            HttpResponseMessage answer = await transport.Invoker.SendAsync(message, linked.Token).ConfigureAwait(false);
            return await ReadAsync(request, answer, linked.Token).ConfigureAwait(false);
        }
        catch (BrokerageException refusal) when (!handedOver)
        {
            return Reply(request, null, refusal.Error with { Effect = Effect.None });
        }
        catch (Exception failure) when (Failures.IsTransport(failure) || (handedOver && request.Class.Acts()))
        {
            bool mayHaveLeft = handedOver && message.Content is not OutgoingContent { HasLeft: false };
            bool callerLeft = cancellationToken.IsCancellationRequested;
            if (callerLeft && !(request.Class.Acts() && mayHaveLeft)) throw new OperationCanceledException(null, failure, cancellationToken);
            return Reply(request, null, Failures.Describe(failure, _settings.Broker, request, mayHaveLeft, callerLeft));
        }
    }

    private HttpRequestMessage CreateMessage(BrokerRequest request, Uri address)
    {
        HttpRequestMessage message = new(request.Method, address);
        message.Headers.TryAddWithoutValidation(UserAgent.Key, UserAgent.Value);
        foreach ((string name, string value) in options.Headers) message.Headers.TryAddWithoutValidation(name, value);
        foreach ((string name, string value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);
        bool carries = request.ContentType is not null || !request.Body.IsEmpty || request.Class == OperationClass.Placement;
        if (carries || request.Method == HttpMethod.Post || request.Method == HttpMethod.Put || request.Method == HttpMethod.Patch)
            message.Content = new OutgoingContent(request.Body, request.ContentType);
        return message;
    }

    private async ValueTask<BrokerReply> ReadAsync(BrokerRequest request, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        int limit = request.MaxResponseBytes ?? _settings.MaxResponseBytes;
        var body = await ResponseReader.ReadAsync(answer.Content, limit, cancellationToken).ConfigureAwait(false);
        if (body is not { } read)
        {
            answer.Dispose();
            return Reply(request, null, Failures.TooLarge(_settings.Broker, request, limit));
        }

        BrokerResponse response = new(answer, read.Buffer, read.Length, _settings.TimeProvider.GetUtcNow());
        return Reply(request, response, Translate(request, response));
    }

    private BrokerageError? Translate(BrokerRequest request, BrokerResponse response)
    {
        if (response.IsSuccess) return options.Errors?.Inspect(request, response);
        BrokerageError error = options.Errors?.Translate(request, response) ?? StatusErrors.Translate(_settings.Broker, request, response);
        return error.RetryAfter is null && response.RetryAfter is { } wait ? error with { RetryAfter = wait } : error;
    }

    private BrokerReply Reply(BrokerRequest request, BrokerResponse? response, BrokerageError? error) =>
        new(request, _settings.Broker, response, error);
}
