using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Brokerage.Exchange;
using Brokerage.Markets;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>The broker's numbers, but for those of orders. Those of previews and positions are beyond 32 bits. Pure.</summary>
internal static class Ids
{
    private const long EventBase = 7_000_000_000;

    // More lines than an entry can have: else one would have the number of the next entry's.
    private const long LinesOfAnEntry = 10_000;

    /// <summary>The end of an option, which the broker shows among the orders.</summary>
    public static long OptionEvent(LedgerEntry entry) => EventBase + entry.Number;

    /// <summary>A position's: of the account, what is held, and in which part of the account.</summary>
    public static long Position(AccountId account, Instrument instrument, string part)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{account.Value} {instrument} {part}"));
        return 10_000_000_000 + (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) % 900_000_000_000);
    }

    /// <summary>A transaction's: digits, the day first.</summary>
    public static string Transaction(LedgerEntry entry, int line) =>
        NewYorkTime.ToLocal(entry.Time).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + ((entry.Number * LinesOfAnEntry) + line).ToString("D8", CultureInfo.InvariantCulture);
}
