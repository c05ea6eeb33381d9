using System.Runtime.InteropServices;
using System.Text.Json;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Streaming;

/// <summary>One item while it is being read. A price of zero means that there is none.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct DataItem
{
    private decimal _bid, _ask, _bidSize, _askSize, _price;
    private DateTimeOffset _time;

    public DataItemKind Kind { get; private set; }

    public int Code { get; private set; }

    /// <summary>A price with its time; one without would make all later ones look old.</summary>
    public readonly bool IsTick => Kind is DataItemKind.Quote or DataItemKind.Trade && _time != default;

    public void Take(ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (name.SequenceEqual("T"u8))
        {
            Kind = KindOf(reader.ValueSpan);
        }
        else if (name.SequenceEqual("t"u8))
        {
            _ = reader.TokenType == JsonTokenType.String && LenientTime.TryParseInstant(reader.ValueSpan, assumeUtc: false, out _time);
        }
        else if (name.SequenceEqual("code"u8))
        {
            Code = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code) ? code : 0;
        }
        else if (reader.TokenType == JsonTokenType.Number)
        {
            TakeNumber(name, ref reader);
        }
    }

    public readonly QuoteTick ToTick() => Kind == DataItemKind.Trade
        ? new QuoteTick { Last = _price > 0 ? _price : null, Time = _time }
        : new QuoteTick
        {
            Bid = _bid > 0 ? _bid : null,
            BidSize = _bid > 0 ? _bidSize : null,
            Ask = _ask > 0 ? _ask : null,
            AskSize = _ask > 0 ? _askSize : null,
            Time = _time,
        };

    private void TakeNumber(ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (name.SequenceEqual("bp"u8))
        {
            _ = reader.TryGetDecimal(out _bid);
        }
        else if (name.SequenceEqual("bs"u8))
        {
            _ = reader.TryGetDecimal(out _bidSize);
        }
        else if (name.SequenceEqual("ap"u8))
        {
            _ = reader.TryGetDecimal(out _ask);
        }
        else if (name.SequenceEqual("as"u8))
        {
            _ = reader.TryGetDecimal(out _askSize);
        }
        else if (name.SequenceEqual("p"u8))
        {
            _ = reader.TryGetDecimal(out _price);
        }
    }

    private static DataItemKind KindOf(ReadOnlySpan<byte> word) => word.Length switch
    {
        1 => word[0] switch
        {
            (byte)'q' => DataItemKind.Quote,
            (byte)'t' => DataItemKind.Trade,
            _ => DataItemKind.Other,
        },
        _ when word.SequenceEqual("error"u8) => DataItemKind.Error,
        _ when word.SequenceEqual("success"u8) => DataItemKind.Success,
        _ => DataItemKind.Other,
    };
}
