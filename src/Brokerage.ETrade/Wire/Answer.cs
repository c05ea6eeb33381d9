using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml;
using Brokerage.Transport;

namespace Brokerage.ETrade.Wire;

/// <summary>Reads an answer, in JSON or in XML: what was asked for is not always what comes.</summary>
internal static class Answer
{
    private const int NoContent = 204;

    /// <summary>
    /// The answer to a read; null for a 204, which is how E*TRADE says that there is nothing. Nothing else says so: an empty 200, or one that
    /// holds something else than was asked for, would make orders and holdings disappear.
    /// </summary>
    /// <exception cref="BrokerageException">The reply is an error, also one inside a 200, or cannot be read.</exception>
    public static T? Read<T>(BrokerReply reply, BrokerRequest request, JsonTypeInfo<T> type, ETradeErrorTranslator errors)
        where T : class, IAnswerWire
    {
        if (reply.Error is { } failed)
        {
            throw new BrokerageException(failed);
        }

        if (reply.Response!.Status == NoContent)
        {
            return null;
        }

        var isRead = TryRead(reply, request, type, out var value, out var error);
        if (isRead && value!.IsAnswer)
        {
            return value;
        }

        throw new BrokerageException(errors.Inside(request, reply.Response) ?? error ?? NotTheAnswer(reply, request));
    }

    /// <summary>Reads an answer that must be there. For a request that acts an unreadable one leaves open what E*TRADE did.</summary>
    public static bool TryRead<T>(
        BrokerReply reply, BrokerRequest request, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out BrokerageError? error)
        where T : class
    {
        value = null;
        error = reply.Error;
        if (error is not null)
        {
            return false;
        }

        try
        {
            var body = reply.Response!.Body;
            value = XmlTree.IsXml(body.Span) ? JsonSerializer.Deserialize(XmlTree.ToJson(body).Span, type) : ReadJson(body.Span, type);
        }
        catch (Exception failure) when (failure is JsonException or XmlException or NotSupportedException or InvalidOperationException or FormatException)
        {
            value = null;
        }

        if (value is not null)
        {
            return true;
        }

        error = Unexpected(reply, request, $"The answer to {request.Operation} could not be read.");
        return false;
    }

    private static T? ReadJson<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> tolerant)
    {
        try
        {
            return PlainJson.Read<T>(json);
        }
        catch (JsonException)
        {
            return JsonSerializer.Deserialize(json, tolerant);
        }
    }

    /// <summary>What came can be read, and is something else than was asked for.</summary>
    public static BrokerageError NotTheAnswer(BrokerReply reply, BrokerRequest request) =>
        Unexpected(reply, request, $"E*TRADE answered {request.Operation} with something else.");

    private static BrokerageError Unexpected(BrokerReply reply, BrokerRequest request, string what)
    {
        var acts = request.Class is not (OperationClass.Read or OperationClass.Session);
        return new BrokerageError(BrokerageErrorCode.UnexpectedResponse, ETradeAdapter.BrokerId, what)
        {
            Effect = acts ? Effect.Unknown : Effect.None,
            Recovery = acts ? RecoveryAction.LookUpOrder : RecoveryAction.TellOperator,
            TraceId = reply.Response!.Header("X-ET-Trace"),
        };
    }
}
