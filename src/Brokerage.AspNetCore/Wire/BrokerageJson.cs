using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.AspNetCore.Wire;

/// <summary>All JSON of the endpoints, whatever the host has chosen for its own.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(DecimalText)],
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(ProblemWire))]
[JsonSerializable(typeof(BeginSignInWire))]
[JsonSerializable(typeof(SignInCodeWire))]
[JsonSerializable(typeof(SignInKeysWire))]
[JsonSerializable(typeof(SignInPollWire))]
[JsonSerializable(typeof(SignInStepWire))]
[JsonSerializable(typeof(SignInOutcomeWire))]
[JsonSerializable(typeof(OfferListWire))]
[JsonSerializable(typeof(ConnectionListWire))]
[JsonSerializable(typeof(ConnectionWire))]
[JsonSerializable(typeof(NicknameWire))]
[JsonSerializable(typeof(AccountChoiceWire))]
[JsonSerializable(typeof(RefreshedWire))]
[JsonSerializable(typeof(DisconnectedWire))]
[JsonSerializable(typeof(PortfolioReadingWire))]
[JsonSerializable(typeof(PrepareOrderWire))]
[JsonSerializable(typeof(PreparedOrderWire))]
[JsonSerializable(typeof(SubmitOrderWire))]
[JsonSerializable(typeof(SubmitResultWire))]
[JsonSerializable(typeof(OrderWishWire))]
[JsonSerializable(typeof(OrderListWire))]
[JsonSerializable(typeof(CancelOrderWire))]
[JsonSerializable(typeof(CancelResultWire))]
internal sealed partial class BrokerageJson : JsonSerializerContext
{
    public static BrokerageJson Wire => Default;
}
