using System.Globalization;

namespace Brokerage.Mock.Mapping;

/// <summary>What the exchange sees as client id: ours, and from the second attempt on its number. A client order id holds no dot.</summary>
internal static class WireIds
{
    public static string For(ClientOrderId id, int attempt) =>
        attempt == 1 ? id.Value : string.Create(CultureInfo.InvariantCulture, $"{id.Value}.{attempt}");

    public static ClientOrderId? Read(string wire) => ClientOrderId.TryParse(wire.Split('.')[0], out var id) ? id : null;
}
