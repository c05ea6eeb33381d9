using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>
/// What a prepared order leaves behind: the preview to place, and what tells its order from others, since no client id ever comes back.
/// Every later version reads what this one wrote.
/// </summary>
internal static class OrderEvidence
{
    private const int Version = 1;
    private const int WireIdLength = 20;

    // How far the two clocks may be apart without anybody noticing, and how long a request may be under way beside that.
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    private const string Letters = "0123456789abcdefghijklmnopqrstuv";

    public static string Write(EvidenceWire evidence) => JsonSerializer.Serialize(evidence with { Version = Version }, ETradeJson.Default.EvidenceWire);

    /// <exception cref="ArgumentException">It is no evidence of this adapter's.</exception>
    public static EvidenceWire Read(PreparedOrder order)
    {
        try
        {
            var wire = JsonSerializer.Deserialize(order.Evidence, ETradeJson.Default.EvidenceWire);
            if (wire is { Version: Version, Previews.Length: > 0, OrderType: not null, Ticket: not null, Seen: not null })
            {
                return wire;
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw new ArgumentException("The order was not prepared by this adapter.", nameof(order));
    }

    /// <summary>
    /// The client id that E*TRADE sees: twenty letters and digits at most. It never comes back, and nothing is ever looked up by it. One that
    /// was sent once is of no use any more: after a preview has lapsed E*TRADE wants another.
    /// </summary>
    /// <param name="id">Our own id.</param>
    /// <param name="sent">How often the wish has been sent under another wire id.</param>
    public static string WireId(ClientOrderId id, int sent)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id.Value}|{sent}")));
        return string.Create(WireIdLength, hash, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Letters[bytes[i] & 31];
            }
        });
    }

    /// <summary>Whether an order was listed already when this one was prepared.</summary>
    public static bool WasThere(EvidenceWire evidence, string? id) => id is not null && evidence.Seen!.Contains(id, StringComparer.Ordinal);

    /// <summary>
    /// Since when the orders are to be listed among which it must be. Days are E*TRADE's: a clock of ours that was ahead must not begin a day too late, and prove
    /// an absence. What was there on the day before is known (<see cref="WasThere"/>).
    /// </summary>
    public static DateTimeOffset ListedSince(EvidenceWire evidence, PreparedOrder prepared)
    {
        var began = Began(evidence, prepared);
        return (began < prepared.PreparedAt ? began : prepared.PreparedAt).AddDays(-1);
    }

    /// <summary>
    /// Whether an order that is listed can be the one that was placed: not there before, placed while this one could be, and the same in every
    /// term. What took another order's place is a change, and no new order.
    /// </summary>
    public static bool Fits(EvidenceWire evidence, PreparedOrder prepared, Order order, SymbolBook symbols)
    {
        if (!order.IsAddressable || WasThere(evidence, order.Ref.Order.Value) || order.Legs.Count == 0 || !IsInTime(evidence, prepared, order))
        {
            return false;
        }

        // What took another order's place is a change of that one, and one that was made elsewhere has other terms.
        if (order.Replaces is { } replaces && !string.Equals(replaces.Value, evidence.Target, StringComparison.Ordinal))
        {
            return false;
        }

        return TicketOf(order, symbols) is { } ticket && IsSame(evidence.Ticket!, ticket);
    }

    /// <summary>
    /// Whether an order that does not fit may be the one all the same, shown otherwise than it was sent. While one may, nothing proves that
    /// the order is not there.
    /// </summary>
    public static bool MayBe(EvidenceWire evidence, Order order)
    {
        // What took the place of an order that was there before is a change of that one, and none of a new wish.
        var isOther = WasThere(evidence, order.Ref.Order.Value) || (evidence.Target is null && WasThere(evidence, order.Replaces?.Value));
        return !isOther && OrderLikeness.MayBe(evidence.Ticket!, order);
    }

    // By E*TRADE's clock on both sides, as far as it is known; of what tells no time, nothing.
    private static bool IsInTime(EvidenceWire evidence, PreparedOrder prepared, Order order)
    {
        if (order.SubmittedAt is not { } placed)
        {
            return true;
        }

        var began = Began(evidence, prepared);
        var life = (prepared.ExpiresAt ?? prepared.PreparedAt) - prepared.PreparedAt;
        return placed >= began - Early && placed <= began + life + Late;
    }

    private static DateTimeOffset Began(EvidenceWire evidence, PreparedOrder prepared) =>
        evidence.Began is { } told ? DateTimeOffset.FromUnixTimeMilliseconds(told) : prepared.PreparedAt;

    private static TicketWire? TicketOf(Order order, SymbolBook symbols)
    {
        try
        {
            return TicketMapping.ToTicket(TicketMapping.Changed(order, new OrderChange()), symbols).Ticket;
        }
        catch (BrokerageException)
        {
            // An order that this adapter could not have placed.
            return null;
        }
    }

    // All or none and the like may be filled in by E*TRADE; these are what an order keeps for life.
    private static bool IsSame(TicketWire asked, TicketWire found) =>
        asked with { AllOrNone = found.AllOrNone, Instrument = found.Instrument } == found
        && asked.Instrument.Length == found.Instrument.Length
        && asked.Instrument.All(leg => found.Instrument.Contains(leg));
}
