namespace Brokerage.Transport;

/// <summary>One attempt: sign, send, read, translate. Every way it can end becomes a reply, or proves that nothing left.</summary>
internal sealed class AttemptSender(BrokerTransport transport, BrokerClientOptions options)
{
    private static readonly KeyValuePair<string, string> UserAgent = new("User-Agent", "Brokerage.NET");

    private readonly BrokerTransportOptions _settings = transport.Options;

    public async Task<BrokerReply> SendAsync(SendState state, CancellationToken cancellationToken)
    {
        BrokerRequest request = state.Request;
        Uri address = state.Address;
        state.HasLeft = false;
        TimeSpan limit = request.Timeout ?? (request.Class.Acts() ? _settings.ActTimeout : _settings.ReadTimeout);
        CancellationTokenSource timer = transport.Timers.Rent(limit);
        CancellationTokenRegistration caller = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), timer);
        using HttpRequestMessage message = CreateMessage(request, address);
        bool handedOver = false;
        long version = 0;
        try
        {
            if (options.Signer is { } signer) version = await signer.SignAsync(message, request, timer.Token).ConfigureAwait(false);
            if (options.Cookies is { } sent) SessionCookies.Attach(sent, message, address);
            handedOver = true;
            HttpResponseMessage answer = await transport.Invoker.SendAsync(message, timer.Token).ConfigureAwait(false);
            if (options.Cookies is { } kept) SessionCookies.Keep(kept, answer, address);
            int most = request.MaxResponseBytes ?? _settings.MaxResponseBytes;
            var body = await ResponseReader.ReadAsync(answer.Content, most, timer.Token).ConfigureAwait(false);
            return body is { } read ? Understand(request, new BrokerResponse(answer, read.Buffer, read.Length, _settings.TimeProvider.GetUtcNow()), version)
                : TooLarge(request, answer, most);
        }
        catch (BrokerageException refusal) when (!handedOver)
        {
            return new BrokerReply(request, _settings.Broker, null, refusal.Error with { Effect = Effect.None }) { NeverLeft = true, IsFinal = true };
        }
        catch (Exception failure) when (Failures.IsTransport(failure) || (handedOver && request.Class.Acts()))
        {
            bool neverConnected = Failures.NeverConnected(failure) && message.Content is not OutgoingContent { HasLeft: true };
            bool mayHaveLeft = handedOver && !neverConnected && message.Content is not OutgoingContent { HasLeft: false };
            bool callerLeft = cancellationToken.IsCancellationRequested;
            state.HasLeft = mayHaveLeft;
            if (callerLeft && !(request.Class.Acts() && mayHaveLeft)) throw new OperationCanceledException(null, failure, cancellationToken);
            return new BrokerReply(request, _settings.Broker, null, Failures.Describe(failure, _settings.Broker, request, mayHaveLeft, callerLeft))
            {
                NeverLeft = !mayHaveLeft,
                NeverConnected = neverConnected,
                IsCallersDoing = callerLeft,
            };
        }
        finally
        {
            // In this order: once the registration is gone, nobody cancels the timer under its next user.
            caller.Dispose();
            transport.Timers.Return(timer);
        }
    }

    private HttpRequestMessage CreateMessage(BrokerRequest request, Uri address)
    {
        HttpRequestMessage message = new(request.Method, address);
        message.Headers.TryAddWithoutValidation(UserAgent.Key, UserAgent.Value);
        message.Headers.TryAddWithoutValidation(ContentCoding.AcceptHeader, ContentCoding.Accepted);
        foreach ((string name, string value) in options.Headers) message.Headers.TryAddWithoutValidation(name, value);
        foreach ((string name, string value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);
        bool carries = request.ContentType is not null || !request.Body.IsEmpty || request.Class == OperationClass.Placement;
        if (carries || request.Method == HttpMethod.Post || request.Method == HttpMethod.Put || request.Method == HttpMethod.Patch)
            message.Content = new OutgoingContent(request.Body, request.ContentType);
        return message;
    }

    private BrokerReply Understand(BrokerRequest request, BrokerResponse response, long version) =>
        new(request, _settings.Broker, response, Translate(request, response)) { SignedWith = version };

    private BrokerReply TooLarge(BrokerRequest request, HttpResponseMessage answer, int limit)
    {
        answer.Dispose();
        return new BrokerReply(request, _settings.Broker, null, Failures.TooLarge(_settings.Broker, request, limit));
    }

    private BrokerageError? Translate(BrokerRequest request, BrokerResponse response)
    {
        BrokerageError? error;
        try
        {
            if (response.IsSuccess) return options.Errors?.Inspect(request, response);
            error = options.Errors?.Translate(request, response);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // An answer that trips the broker's own table must not become an exception after an order was sent.
            error = null;
        }

        error ??= StatusErrors.Translate(_settings.Broker, request, response);
        return error.RetryAfter is null && response.RetryAfter is { } wait ? error with { RetryAfter = wait } : error;
    }
}
