using Brokerage.AspNetCore.Wire;

namespace Brokerage.AspNetCore.Mapping;

internal static class ErrorMapping
{
    public static ErrorWire ToWire(this BrokerageError error) =>
        new(error.Code.ToString(), error.Message, error.Effect.ToString(), error.Recovery.ToString(), error.BrokerCode, error.Field);
}
