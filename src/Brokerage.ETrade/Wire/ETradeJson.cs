using System.Text.Json.Serialization;
using Brokerage.Transport;

namespace Brokerage.ETrade.Wire;

/// <summary>
/// The wire's JSON, made at compile time. E*TRADE mixes upper and lower case in its names and has changed them before, so case does not
/// count; numbers may come as text (always so from XML), a list of one as the bare thing, nothing as an empty object; unknown fields are left
/// alone. What is read has setters: members that are only initialised go through a constructor, for which the serializer boxes every value.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(DecimalConverter), typeof(DoubleConverter), typeof(BooleanConverter), typeof(Int32Converter), typeof(Int64Converter), typeof(TextConverter),
        typeof(OneOrManyConverter<AccountWire>), typeof(OneOrManyConverter<AccountPortfolioWire>), typeof(OneOrManyConverter<PositionWire>),
        typeof(OneOrManyConverter<PositionLotWire>), typeof(OneOrManyConverter<TransactionWire>), typeof(OneOrManyConverter<ProductWire>),
        typeof(OneOrManyConverter<OrderWire>), typeof(OneOrManyConverter<OrderDetailWire>), typeof(OneOrManyConverter<OrderInstrumentWire>),
        typeof(OneOrManyConverter<MessageWire>), typeof(OneOrManyConverter<PreviewIdWire>),
        typeof(OneOrManyConverter<OrderIdWire>), typeof(OneOrManyConverter<QuoteDataWire>), typeof(OneOrManyConverter<OptionPairWire>),
        typeof(OneOrManyConverter<ExpirationDateWire>), typeof(OneOrManyConverter<LookupWire>), typeof(OneOrManyConverter<AlertWire>),
    ])]
[JsonSerializable(typeof(AccountListAnswerWire))]
[JsonSerializable(typeof(BalanceAnswerWire))]
[JsonSerializable(typeof(PortfolioAnswerWire))]
[JsonSerializable(typeof(PositionLotsAnswerWire))]
[JsonSerializable(typeof(TransactionListAnswerWire))]
[JsonSerializable(typeof(OrdersAnswerWire))]
[JsonSerializable(typeof(PreviewAnswerWire))]
[JsonSerializable(typeof(PlacedAnswerWire))]
[JsonSerializable(typeof(CancelAnswerWire))]
[JsonSerializable(typeof(QuoteAnswerWire))]
[JsonSerializable(typeof(OptionChainAnswerWire))]
[JsonSerializable(typeof(ExpirationsAnswerWire))]
[JsonSerializable(typeof(LookupAnswerWire))]
[JsonSerializable(typeof(AlertsAnswerWire))]
[JsonSerializable(typeof(AlertDetailsAnswerWire))]
[JsonSerializable(typeof(ErrorAnswerWire))]
[JsonSerializable(typeof(PreviewOrderBodyWire))]
[JsonSerializable(typeof(PlaceOrderBodyWire))]
[JsonSerializable(typeof(CancelOrderBodyWire))]
[JsonSerializable(typeof(SignInTicketWire))]
[JsonSerializable(typeof(EvidenceWire))]
internal sealed partial class ETradeJson : JsonSerializerContext;
