using Brokerage.AspNetCore.Wire;
using Microsoft.AspNetCore.Http;

namespace Brokerage.AspNetCore.Problems;

/// <summary>Why a request is refused: the answer's status, a code that programs can act on, and a sentence for people.</summary>
internal sealed class Problem(int status, string code, string detail)
{
    private const string ContentType = "application/problem+json";

    public static Problem NotAuthenticated => new(StatusCodes.Status401Unauthorized, "NotAuthenticated", "Log in first.");

    public static Problem NotJson => new(StatusCodes.Status415UnsupportedMediaType, nameof(BrokerageErrorCode.InvalidRequest), "Send application/json.");

    /// <summary>Said of what is not there and of what is another user's, so that nobody learns which.</summary>
    public static Problem NoConnection => new(StatusCodes.Status404NotFound, nameof(BrokerageErrorCode.AccountNotFound), "There is no such connection.");

    public static Problem NoAccount => new(StatusCodes.Status404NotFound, nameof(BrokerageErrorCode.AccountNotFound), "The connection has no such account.");

    /// <summary>What the broker or a guard said, beside the sentence; null if nobody did.</summary>
    public BrokerageError? Error { get; init; }

    /// <summary>The member of the request that is wrong.</summary>
    public string? Field { get; init; }

    public static Problem Invalid(string detail, string? field = null) =>
        new(StatusCodes.Status400BadRequest, nameof(BrokerageErrorCode.InvalidRequest), detail) { Field = field };

    public static Problem Of(BrokerageError error) => new(ProblemStatus.Of(error.Code), error.Code.ToString(), error.Message) { Error = error, Field = error.Field };

    public IResult ToResult() => new ProblemResult(
        TypedResults.Json(ToWire(), BrokerageJson.Wire.ProblemWire, ContentType, status), Error?.RetryAfter);

    private ProblemWire ToWire() => new()
    {
        Title = Words.Of(code),
        Status = status,
        Detail = detail,
        Code = code,
        Field = Field,
        Effect = Error?.Effect.ToString(),
        Recovery = Error?.Recovery.ToString(),
        Reason = Error is { } error && !string.Equals(error.Code.ToString(), code, StringComparison.Ordinal) ? error.Code.ToString() : null,
        BrokerId = Error?.Broker.Value,
        BrokerCode = Error?.BrokerCode,
        TraceId = Error?.TraceId,
        RetryAfterSeconds = Error?.RetryAfter?.TotalSeconds,
    };
}
