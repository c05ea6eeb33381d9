using System.Text.Json;
using Brokerage.Transport;

namespace Brokerage.Conformance.Tests.Guide.Acme;

#region errors
/// <summary>Acme's codes as ours. What the table does not know is judged by its status.</summary>
internal sealed class AcmeErrors : IErrorTranslator
{
    public BrokerageError Translate(BrokerRequest request, BrokerResponse response)
    {
        var bare = StatusErrors.Translate(AcmeAdapter.BrokerId, request, response);
        if (Read(response.Body.Span) is not { Code: { } code } wire)
        {
            return bare; // not Acme's own words: a proxy's page proves nothing about an order
        }

        var told = bare with { BrokerCode = code, BrokerText = wire.Message };
        return code switch
        {
            "NO_MONEY" => told with { Code = BrokerageErrorCode.InsufficientFunds, Recovery = RecoveryAction.TellUser, Effect = Effect.None },
            "NO_SYMBOL" => told with { Code = BrokerageErrorCode.SymbolNotFound, Recovery = RecoveryAction.FixRequest, Effect = Effect.None },
            "NO_ORDER" => told with { Code = BrokerageErrorCode.OrderNotFound, Recovery = RecoveryAction.FixRequest, Effect = Effect.None },
            _ => told,
        };
    }

    public static BrokerageException Unreadable(string what) => new(
        new BrokerageError(BrokerageErrorCode.UnexpectedResponse, AcmeAdapter.BrokerId, $"Acme answered with {what}."));

    public static BrokerageException Refuse(string why) => new(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, AcmeAdapter.BrokerId, why));

    private static ErrorWire? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return body.IsEmpty ? null : JsonSerializer.Deserialize(body, AcmeJson.Default.ErrorWire);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
#endregion
