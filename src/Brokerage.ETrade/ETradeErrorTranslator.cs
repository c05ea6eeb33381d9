using Brokerage.ETrade.Auth;
using Brokerage.ETrade.Wire;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>
/// Reads a refusal, whatever it is written in (JSON, XML, a page of HTML, plain text), and looks it up. Only E*TRADE's own words prove that
/// an order was refused; "not available" proves nothing.
/// </summary>
internal sealed class ETradeErrorTranslator(ETradeClock clock, Func<DateTimeOffset?, bool>? isDayOver) : IErrorTranslator
{
    private const string TraceHeader = "X-ET-Trace";

    public BrokerageError Translate(BrokerRequest request, BrokerResponse response) => Inside(request, response)
        ?? StatusErrors.Translate(ETradeAdapter.BrokerId, request, response) with { TraceId = response.Header(TraceHeader) };

    /// <summary>What the answer itself says, whatever its status is; null where it names no error.</summary>
    public BrokerageError? Inside(BrokerRequest request, BrokerResponse response)
    {
        var (problem, text) = OAuthProblem.Read(response);
        if (problem is not null)
        {
            return Refused(request, response, problem, text);
        }

        if (response.Status == 429 || text.Contains("exceeded the rate limit", StringComparison.OrdinalIgnoreCase))
        {
            return About(request, response, BrokerageErrorCode.RateLimited, "E*TRADE says that there were too many requests.") with { Effect = Effect.None };
        }

        var body = ErrorBody.Read(response.Body);
        if (body.Message?.Contains("invalid Consumer key and/or session token", StringComparison.OrdinalIgnoreCase) == true)
        {
            // What the sandbox says to a key or token of the live environment, and the other way round, with a 500.
            return About(request, response, BrokerageErrorCode.EnvironmentMismatch, "The consumer key or the token belongs to another environment.") with
            {
                BrokerCode = body.Code,
                BrokerText = Quoted(request, body),
                Recovery = RecoveryAction.TellOperator,
            };
        }

        return body.IsEmpty ? null : Listed(request, response, body);
    }

    private static BrokerageError Listed(BrokerRequest request, BrokerResponse response, ErrorBody body)
    {
        var module = request.RateClass ?? "";
        var isForeignKey = body.Message?.Contains("does not belong to user", StringComparison.OrdinalIgnoreCase) == true;
        var listed = isForeignKey ? new ETradeErrorRule(module, 100, BrokerageErrorCode.AccountNotFound) : ETradeErrors.Find(module, body.Code);
        var rule = listed ?? ETradeErrors.ByWords(module, response.Status, body.Message);

        // A new order is a POST, a change a PUT.
        rule = request.Class == OperationClass.Placement ? ETradeErrors.OfPlacement(rule, body.Message, isChange: request.Method == HttpMethod.Put) : rule;
        var acts = request.Class is not (OperationClass.Read or OperationClass.Session);

        var quoted = Quoted(request, body);

        // What is no refusal by its status (a redirect, somebody's page) is one by a code that is E*TRADE's alone.
        var isProof = listed is not null || response.Status >= 400;
        var error = About(request, response, rule.Code, $"E*TRADE refused {request.Operation}: {quoted ?? body.Code ?? "in words that are not shown"}") with
        {
            Effect = !acts ? Effect.None : isProof ? rule.Effect : Effect.Unknown,
            IsTransient = rule.IsTransient,
            RetryAfter = response.RetryAfter ?? rule.RetryAfter,
            BrokerCode = body.Code,
            BrokerText = quoted,
        };
        return rule.Recovery is { } recovery ? error with { Recovery = recovery } : error;
    }

    // Errors are logged and shown; an answer about credentials may name them.
    private static string? Quoted(BrokerRequest request, ErrorBody body) =>
        request.Class is OperationClass.SignIn or OperationClass.Refresh ? null : body.Message;

    private BrokerageError Refused(BrokerRequest request, BrokerResponse response, string problem, string text)
    {
        switch (problem)
        {
            case "timestamp_refused":
                // Proof, unlike a used nonce: E*TRADE takes what was signed within five minutes of its clock, whatever it has seen before, so that what it refuses
                // for its time it would have refused a moment earlier, too. Only where the five minutes run out between a copy that was taken and the one that
                // is refused would it be none: our clock follows E*TRADE's to a minute, by the answer to the preview, and nobody waits minutes for an answer.
                clock.Refused(response.ServerTime, text);
                return About(request, response, BrokerageErrorCode.BrokerUnavailable, "E*TRADE refused the time of the signature: one of the two clocks is wrong.", problem) with
                {
                    Effect = Effect.None,
                    IsTransient = true,
                };
            case "nonce_used":
                // Each nonce is sent once: a copy of the request was there before, and what became of that one is not said.
                return About(request, response, BrokerageErrorCode.BrokerUnavailable, "E*TRADE had a copy of the request before.", problem) with
                {
                    Effect = request.Class is OperationClass.Read or OperationClass.Session ? Effect.None : Effect.Unknown,
                    IsTransient = true,
                    Recovery = RecoveryAction.BackOff,
                };
            case "token_expired":
                return About(request, response, BrokerageErrorCode.AuthExpired, "E*TRADE says that the token has expired.", problem);
            case "token_rejected" when request.Class == OperationClass.SignIn:
                return About(request, response, BrokerageErrorCode.AuthRevoked, "E*TRADE refused the code: it is wrong, was used before, or came too late.", problem);
            case "token_rejected":
                var isExpired = isDayOver?.Invoke(response.ServerTime) ?? true;
                return isExpired
                    ? About(request, response, BrokerageErrorCode.AuthExpired, "E*TRADE no longer takes the token: its day is over.", problem)
                    : About(request, response, BrokerageErrorCode.AuthRevoked, "E*TRADE does not take the token: access was withdrawn, or the user has logged in elsewhere.", problem);
            case "signature_invalid":
                return About(request, response, BrokerageErrorCode.Misconfigured, "E*TRADE refused the signature: the consumer secret is not that of the consumer key.", problem);
            case "consumer_key_rejected" or "consumer_key_unknown" or "consumer_key_refused":
                return About(request, response, BrokerageErrorCode.Misconfigured, "E*TRADE does not take the consumer key: it was withdrawn, or belongs to the other environment.", problem);
            case "callback_rejected":
                return About(request, response, BrokerageErrorCode.Misconfigured, "E*TRADE does not take the callback.", problem);
            case "verifier_invalid":
                return About(request, response, BrokerageErrorCode.AuthRevoked, "E*TRADE refused the code.", problem);
            case "permission_denied":
                return About(request, response, BrokerageErrorCode.NotEntitled, "E*TRADE does not permit that to this application.", problem);
            default:
                return About(request, response, BrokerageErrorCode.AuthRevoked, $"E*TRADE refused the request's credentials: {problem}.", problem);
        }
    }

    private static BrokerageError About(BrokerRequest request, BrokerResponse response, BrokerageErrorCode code, string message, string? word = null) =>
        new(code, ETradeAdapter.BrokerId, message)
        {
            RetryAfter = response.RetryAfter,
            BrokerCode = word,
            TraceId = response.Header(TraceHeader),
        };
}
