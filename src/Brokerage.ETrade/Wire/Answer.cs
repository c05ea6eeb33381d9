using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml;
using Brokerage.Transport;

namespace Brokerage.ETrade.Wire;

/// <summary>Reads an answer, in JSON or in XML: what was asked for is not always what comes.</summary>
internal static class Answer
{
    /// <summary>The answer to a read; null for one without a body, which is how E*TRADE says that there is nothing.</summary>
    /// <exception cref="BrokerageException">The reply is an error, or cannot be read.</exception>
    public static T? Read<T>(BrokerReply reply, BrokerRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        if (reply.Error is { } failed)
        {
            throw new BrokerageException(failed);
        }

        if (reply.Response!.Body.IsEmpty)
        {
            return null;
        }

        return TryRead(reply, request, type, out var value, out var error) ? value : throw new BrokerageException(error);
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
            value = JsonSerializer.Deserialize((XmlTree.IsXml(body.Span) ? XmlTree.ToJson(body) : body).Span, type);
        }
        catch (Exception failure) when (failure is JsonException or XmlException or NotSupportedException or InvalidOperationException or FormatException)
        {
            value = null;
        }

        if (value is not null)
        {
            return true;
        }

        var acts = request.Class is not (OperationClass.Read or OperationClass.Session);
        error = new BrokerageError(BrokerageErrorCode.UnexpectedResponse, ETradeAdapter.BrokerId, $"The answer to {request.Operation} could not be read.")
        {
            Effect = acts ? Effect.Unknown : Effect.None,
            Recovery = acts ? RecoveryAction.LookUpOrder : RecoveryAction.TellOperator,
            TraceId = reply.Response!.Header("X-ET-Trace"),
        };
        return false;
    }
}
