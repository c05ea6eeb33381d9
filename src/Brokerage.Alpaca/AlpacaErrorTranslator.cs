using System.Text.Json;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>Reads an error answer and looks it up in <see cref="AlpacaErrors"/>.</summary>
internal sealed class AlpacaErrorTranslator : IErrorTranslator
{
    public BrokerageError Translate(BrokerRequest request, BrokerResponse response)
    {
        var body = Read(response.Body.Span);
        var message = FirstText(body?.Message, body?.ErrorDescription, body?.Error);
        var rule = AlpacaErrors.Match(response.Status, message, IsAboutOrders(request));
        if (message is null && rule.Message is null)
        {
            // Not Alpaca's own words (a proxy's page, an empty body): what it proves is decided by the status alone.
            var bare = StatusErrors.Translate(AlpacaAdapter.BrokerId, request, response);
            return MayBeOfACopy(request, response)
                ? bare with { Code = BrokerageErrorCode.UnexpectedResponse, Recovery = RecoveryAction.LookUpOrder, Effect = Effect.Unknown }
                : bare with { Code = rule.Code, Recovery = rule.Recovery, IsTransient = rule.IsTransient };
        }

        // Errors are logged and shown; an answer about credentials may name them.
        var isSecret = request.Class is OperationClass.SignIn or OperationClass.Refresh;
        return new BrokerageError(rule.Code, AlpacaAdapter.BrokerId, Sentence(request, isSecret ? "in words that are not shown" : message))
        {
            Effect = rule.Effect == Effect.Unknown && request.Class is not (OperationClass.Read or OperationClass.Session) ? Effect.Unknown : Effect.None,
            Recovery = rule.Recovery,
            IsTransient = rule.IsTransient,
            RetryAfter = response.RetryAfter,
            BrokerCode = isSecret ? KnownWord(body) : FirstText(body?.Code, body?.Error),
            BrokerText = isSecret || message is null ? null : message + Figures(body),
            TraceId = response.Header("X-Request-ID"),
        };
    }

    // With this status Alpaca also says that an id is taken, or that an order was replaced: without the words it may be about a copy of what has arrived.
    private static bool MayBeOfACopy(BrokerRequest request, BrokerResponse response) => response.Status == 422 && request.Class == OperationClass.Placement;

    private static string Sentence(BrokerRequest request, string? message) => $"Alpaca refused {request.Operation}: {message}";

    // The words of OAuth itself hold no secret, nor do Alpaca's own numbers.
    private static string? KnownWord(ErrorWire? body) => body switch
    {
        { Error: "invalid_request" or "invalid_client" or "invalid_grant" or "unauthorized_client" or "unsupported_grant_type" or "invalid_scope" } => body.Error,
        { Code: { Length: 8 } code } when code.All(char.IsAsciiDigit) => code,
        _ => null,
    };

    // A refusal says in figures what its sentence leaves out: how much there is, and how much of it other orders hold.
    private static string Figures(ErrorWire? body)
    {
        if (body is null)
        {
            return "";
        }

        (string Name, string? Value)[] all =
        [
            ("symbol", body.Symbol), ("reject_reason", body.RejectReason), ("available", body.Available), ("available_qty", body.AvailableQty),
            ("balance", body.Balance), ("buying_power", body.BuyingPower), ("cost_basis", body.CostBasis), ("existing_qty", body.ExistingQty),
            ("held_for_orders", body.HeldForOrders), ("market_price", body.MarketPrice), ("required_qty", body.RequiredQty), ("stop_price", body.StopPrice),
        ];
        var told = string.Join(", ", all.Where(figure => !string.IsNullOrEmpty(figure.Value)).Select(figure => $"{figure.Name} {figure.Value}"));
        return told.Length == 0 ? "" : $" ({told})";
    }

    private static bool IsAboutOrders(BrokerRequest request) =>
        request.Class is OperationClass.Placement or OperationClass.Cancel || request.Operation.StartsWith("orders.", StringComparison.Ordinal);

    private static ErrorWire? Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(body, AlpacaJson.Default.ErrorWire);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? FirstText(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrEmpty(text))
            {
                return text;
            }
        }

        return null;
    }
}
