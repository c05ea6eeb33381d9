using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Streaming;

/// <summary>One item while it is being read. A price of zero means that there is none; a size that cannot be read is unknown, and not none.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct DataItem
{
    private decimal _bid, _ask, _price;
    private decimal? _bidSize, _askSize;
    private DateTimeOffset _time;
    private DataItemKind _kind;
    private int _code;

    // A price with its time; one without would make all later ones look old.
    private readonly bool IsTick => _kind is DataItemKind.Quote or DataItemKind.Trade && _time != default;

    public void Take(ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (name.SequenceEqual("T"u8))
        {
            _kind = KindOf(reader.ValueSpan);
        }
        else if (name.SequenceEqual("t"u8))
        {
            _ = reader.TokenType == JsonTokenType.String && LenientTime.TryParseInstant(reader.ValueSpan, assumeUtc: false, out _time);
        }
        else if (reader.TokenType == JsonTokenType.Number && LenientNumber.TryParse(reader.ValueSpan, out var number))
        {
            TakeNumber(name, number);
        }
    }

    public void Take(ReadOnlySpan<byte> name, ref PackedReader reader)
    {
        if (name.SequenceEqual("T"u8))
        {
            _kind = reader.TryReadText(out var word) ? KindOf(word) : DataItemKind.Other;
        }
        else if (name.SequenceEqual("t"u8))
        {
            _ = reader.TryReadTime(out _time);
        }
        else if (reader.TryReadNumber(out var number))
        {
            TakeNumber(name, number);
        }
    }

    /// <summary>Hands a tick to the sink, notes an answer, or throws an error; tells whether a word of success was said.</summary>
    /// <exception cref="BrokerageException">The item is an error that says something new, and is no answer.</exception>
    public readonly bool End(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> text, SocketSink? sink, byte[]? said, DataRequests? requests)
    {
        if (_kind == DataItemKind.Error && StreamErrors.Of(_code, Encoding.UTF8.GetString(text)) is { } error && requests?.TryRefuse(_code, error) != true)
        {
            throw error;
        }

        if (_kind == DataItemKind.Subscription)
        {
            requests?.Answer();
        }

        if (sink is not null && IsTick)
        {
            sink.Quote(symbol, ToTick());
        }

        return _kind == DataItemKind.Success && said is not null && text.SequenceEqual(said);
    }

    private readonly QuoteTick ToTick() => _kind == DataItemKind.Trade
        ? new QuoteTick { Last = _price > 0 ? _price : null, Time = _time }
        : new QuoteTick
        {
            Bid = _bid > 0 ? _bid : null,
            BidSize = _bid > 0 ? _bidSize : null,
            Ask = _ask > 0 ? _ask : null,
            AskSize = _ask > 0 ? _askSize : null,
            Time = _time,
        };

    private void TakeNumber(ReadOnlySpan<byte> name, decimal number)
    {
        if (name.SequenceEqual("bp"u8))
        {
            _bid = number;
        }
        else if (name.SequenceEqual("bs"u8))
        {
            _bidSize = number;
        }
        else if (name.SequenceEqual("ap"u8))
        {
            _ask = number;
        }
        else if (name.SequenceEqual("as"u8))
        {
            _askSize = number;
        }
        else if (name.SequenceEqual("p"u8))
        {
            _price = number;
        }
        else if (name.SequenceEqual("code"u8))
        {
            _code = number is > 0 and < 10_000 ? (int)number : 0;
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
        _ when word.SequenceEqual("subscription"u8) => DataItemKind.Subscription,
        _ => DataItemKind.Other,
    };
}
