using System.Text;

namespace Brokerage.Transport;

/// <summary>What a bare HTTP status says, for everything that a broker's own table does not know.</summary>
public static class StatusErrors
{
    private const int MaxText = 500;

    /// <summary>
    /// Translates by status alone, carefully: for requests that act, only statuses that prove a refusal before the order (401, 403, 404,
    /// 405, 413, 415, 422, 429) have no effect; 400, 409, 3xx and 5xx leave it open.
    /// </summary>
    public static BrokerageError Translate(BrokerId broker, BrokerRequest request, BrokerResponse response)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(response);
        (BrokerageErrorCode code, RecoveryAction recovery, bool transient) = Classify(response.Status);
        return new BrokerageError(code, broker, $"The broker answered {request.Operation} with HTTP {response.Status}.")
        {
            Effect = ProvesRefusal(response.Status) ? Effect.None : request.Class.EffectOfSilence(),
            Recovery = recovery,
            IsTransient = transient,
            RetryAfter = response.RetryAfter,
            BrokerText = MayQuote(request, response) ? Excerpt(response.Body.Span) : null,
        };
    }

    /// <summary>Answers about credentials, and data that was only misread, stay out of errors: errors are logged and shown.</summary>
    internal static bool MayQuote(BrokerRequest request, BrokerResponse response)
    {
        if (request.Class is OperationClass.Refresh or OperationClass.SignIn) return false;
        return !response.IsSuccess || response.ContentType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) != true;
    }

    /// <summary>The beginning of a body as text, for <see cref="BrokerageError.BrokerText"/>; null when it is empty.</summary>
    public static string? Excerpt(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return null;
        string text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxText)]);
        return body.Length <= MaxText ? text : text + "…";
    }

    private static bool ProvesRefusal(int status) => status is 401 or 403 or 404 or 405 or 413 or 415 or 422 or 429;

    private static (BrokerageErrorCode Code, RecoveryAction Recovery, bool Transient) Classify(int status) => status switch
    {
        400 or 405 or 413 or 415 or 422 => (BrokerageErrorCode.InvalidRequest, RecoveryAction.FixRequest, false),
        401 => (BrokerageErrorCode.AuthExpired, RecoveryAction.Reauthenticate, false),
        403 => (BrokerageErrorCode.NotEntitled, RecoveryAction.TellUser, false),
        408 or 504 => (BrokerageErrorCode.Timeout, RecoveryAction.Retry, true),
        429 => (BrokerageErrorCode.RateLimited, RecoveryAction.BackOff, true),
        >= 500 => (BrokerageErrorCode.BrokerUnavailable, RecoveryAction.Retry, true),
        _ => (BrokerageErrorCode.UnexpectedResponse, RecoveryAction.TellOperator, false),
    };
}
