using System.IO.Compression;
using System.Text;

namespace Brokerage.TestSupport.Hostile;

/// <summary>Ways to damage an answer.</summary>
internal static class Damages
{
    private const int TooLarge = HostileStage.MostBytes + 1;

    /// <summary>A page of a gateway.</summary>
    private static readonly byte[] Html = Bytes("<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>code 40310000 filled_qty 0</body></html>");

    // Nothing here can be read as a number, or it is one that only rounding would make zero.
    private static readonly byte[][] NoNumbers =
    [
        .. new[]
        {
            "null", "true", "false", "[]", "{}", "[null]", "{\"value\":0}", "[0]", "\"\"", "\" \"", "\"N/A\"", "\"null\"", "\"NaN\"", "\"Infinity\"", "\"-\"", "\"0x10\"", "\"12abc\"",
            "\"1,234.50\"", "\"--5\"", "\"1.2.3\"", "\"$12\"", "\"12%\"", "\"１２\"", "\"\\u0000\"", "\"\\ud800\"", "1e400", "-1e400", "\"1e400\"", "1e-400", "\"1e-400\"", "0.00000000000000000000000000000000001",
            "99999999999999999999999999999999", "\"99999999999999999999999999999999\"",
        }.Select(Bytes),
    ];

    // Words that nobody has heard of, and other kinds of values.
    private static readonly byte[][] NoWords =
    [
        .. new[]
        {
            "null", "\"\"", "\"zz_unheard_of\"", "\"FILLED \"", "\"\\u0000\\u202e\"", "\"\\ud800\"", "1e400", "true", "false", "[]", "{}", "[null]", "[\"buy\"]", "{\"value\":\"buy\"}",
            "\"0000-00-00\"", "\"2026-13-45T99:99:99Z\"", "\"2026-11-19\"", "\"2026-11-19T15:32:00+99:99\"",
        }.Select(Bytes),
    ];

    // What can be read, but not be true.
    private static readonly byte[][] Lies = [.. new[] { "\"9999-12-31T23:59:59.999999999Z\"", "\"0001-01-01T00:00:00Z\"", "\"-1\"", "\"79228162514264337593543950335\"", "\"0\"", "0", "-1", "1.5" }.Select(Bytes)];

    // Texts that expand, and those that promise other letters.
    private static readonly string[] WholesInXml =
    [
        "<", "<a", "<a/>", "<a></b>", "<a></a><b/>", "<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>", "<?xml version=\"1.0\" encoding=\"zz-nonsense\"?><a/>",
        "<?xml version=\"9.9\"?><a/>", "<Error/>", "<Error><code/><message/></Error>", "<Error><message>0</message></Error>", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
        "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]><a>&d;&d;&d;</a>",
    ];

    private static readonly byte[][] Wholes =
        [.. WholesInXml.Select(Bytes), .. new[] { "", " ", "null", "true", "0", "-1", "\"text\"", "[]", "{}", "[null]", "[[]]", "[{}]", "{", "[", "\"", "nul", "{}{}", "[] []", "{\"code\":0}", "\0\0\0\0", "ok" }.Select(Bytes)];

    private static readonly string?[] Types =
        [null, "text/html", "text/plain", "application/xml", "application/octet-stream", "application/json; charset=utf-16", "application/json; charset=nonsense", "garbage;;;=", ""];

    private static readonly int[] Statuses = [204, 206, 299, 300, 301, 302, 304, 400, 401, 403, 404, 405, 409, 410, 418, 422, 429, 451, 500, 502, 503, 504, 599];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Retry-After", "-5"), ("Retry-After", "soon"), ("Retry-After", "99999999999999999999"), ("Retry-After", "Fri, 99 Foo 2026 99:99:99 GMT"), ("Retry-After", "0"),
        ("X-Ratelimit-Remaining", "-1"), ("X-Ratelimit-Remaining", "many"), ("X-Ratelimit-Remaining", "0"), ("X-Ratelimit-Reset", "99999999999999999999"), ("X-Ratelimit-Reset", "-1"),
        ("Location", "https://elsewhere.example/"), ("Location", "\u0001:bad"), ("Date", "yesterday"), ("X-Request-ID", new string('x', 10_000)),
    ];

    /// <summary>A damage of an answer.</summary>
    /// <param name="dice">Which.</param>
    /// <param name="answer">Of what.</param>
    /// <param name="refusal">Writes a refusal in the broker's own shape.</param>
    public static HostileAnswer Of(Dice dice, RecordedAnswer answer, Func<Dice, string> refusal)
    {
        var damaged = dice.Below(20) switch
        {
            < 12 when answer.Spots.Count > 0 => OfValue(dice, answer.Body, answer.Spots),
            < 12 when answer.Elements.Count > 0 => XmlDamages.Of(dice, answer.Body, answer.Elements),
            < 12 when answer.IsForm => FormDamages.Of(dice, answer.Body),
            < 14 => OfText(dice, answer.Body),
            < 16 => OfCoding(dice, answer.Body),
            < 17 => new HostileAnswer("content type", answer.Body) { ContentType = dice.Of(Types) },
            < 19 => OfStatus(dice, answer.Body, refusal),
            _ => OfLine(dice, answer.Body),
        };
        damaged = damaged.ContentType == HostileAnswer.AsItWas ? damaged with { ContentType = answer.ContentType } : damaged;
        return damaged.Status == 200 && damaged.Kind is not "status" ? damaged with { Status = answer.Status } : damaged;
    }

    /// <summary>One value of a text is another, or gone, or there is one more.</summary>
    public static HostileAnswer OfValue(Dice dice, byte[] body, IReadOnlyList<Spot> spots)
    {
        var spot = dice.Of(spots);
        switch (dice.Below(10))
        {
            case 0 when spot.NameStart >= 0:
                return new HostileAnswer("absent", Anatomy.Without(body, spot)) { Promise = spot.IsNumber ? Promise.NoNewZero : Promise.Nothing };
            case 1 when spot.Kind == SpotKind.Object && body[spot.Start + 1] != '}':
                var news = Bytes(dice.Of<string>(["\"zz_new\":1,", "\"zz_new\":\"0\",", "\"zz_new\":{\"qty\":0,\"list\":[1,null]},", "\"zz_new\":null,", "\"\":[],", "\"zz new \\u0000\":{\"a\":[[[0]]]},"]));
                return new HostileAnswer("unknown field", Anatomy.Splice(body, spot.Start + 1, spot.Start + 1, news)) { Promise = Promise.SameModel };
            case 2 when spot.IsNumber && IsPlain(body.AsSpan(spot.Start, spot.End - spot.Start)):
                var isBare = spot.Kind == SpotKind.Number;
                var digits = body.AsSpan(spot.Start, spot.End - spot.Start);
                return new HostileAnswer(
                    isBare ? "string for a number" : "number for a string",
                    isBare ? Replaced(body, spot, [(byte)'"', .. digits, (byte)'"']) : Replaced(body, spot, digits[1..^1])) { Promise = Promise.SameFigures };
            case 3 when spot.NameStart >= 0:
                var twin = Bytes(",").Concat(body[spot.NameStart..spot.Start]).Concat(dice.Of(spot.IsNumber ? NoNumbers : NoWords)).ToArray();
                return new HostileAnswer("twice", Anatomy.Splice(body, spot.End, spot.End, twin)) 
                {
                    Promise = spot.IsNumber ? Promise.NoNewZero : Promise.Nothing,
                    TellsOtherwise = IsWord(spot),
                };
            case 4 when spot.IsContainer:
                var depth = dice.Of<int>([10, 62, 63, 64, 65, 1000, 20_000]);
                return new HostileAnswer("deep", Replaced(body, spot, Bytes(dice.OneIn(2) ? new string('[', depth) + new string(']', depth) : Deep(depth))));
            case 5:
                return new HostileAnswer("a lie", Replaced(body, spot, dice.Of(Lies))) { TellsOtherwise = true };
            default:
                return new HostileAnswer(spot.IsNumber ? "no number" : "no word", Replaced(body, spot, dice.Of(spot.IsNumber ? NoNumbers : NoWords)))
                {
                    Promise = spot.IsNumber ? Promise.NoNewZero : Promise.Nothing,
                    NoRowLost = !spot.IsContainer,
                    TellsOtherwise = IsWord(spot),
                };
        }
    }

    /// <summary>The text is cut, empty, something else or written in other letters.</summary>
    public static HostileAnswer OfText(Dice dice, byte[] body) => dice.Below(9) switch
    {
        0 or 1 or 2 => new HostileAnswer("truncated", body[..dice.Below(body.Length + 1)]),
        3 => new HostileAnswer("whole", dice.Of(Wholes)),
        4 => new HostileAnswer("html", Html) { ContentType = dice.Of<string>(["text/html", "application/json"]) },
        5 => new HostileAnswer("utf-16", Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body))) { ContentType = "application/json; charset=utf-16" },
        6 => new HostileAnswer("byte order mark", [0xEF, 0xBB, 0xBF, .. body]),
        7 => new HostileAnswer("no utf-8", Scattered(dice, body)),
        _ => new HostileAnswer("garbage", Garbage(dice, 1 + dice.Below(400))),
    };

    private static HostileAnswer OfCoding(Dice dice, byte[] body) => dice.Below(12) switch
    {
        0 => new HostileAnswer("gzip", Packed(body)) { Coding = "gzip", Promise = Promise.SameModel },
        1 => new HostileAnswer("gzip twice", Packed(Packed(body))) { Coding = "gzip, gzip", Promise = Promise.SameModel },
        2 => new HostileAnswer("no gzip", body) { Coding = "gzip" },
        3 => new HostileAnswer("half a gzip", Packed(body) is var packed ? packed[..dice.Below(packed.Length + 1)] : body) { Coding = "gzip" },
        4 => new HostileAnswer("no brotli", Garbage(dice, 200)) { Coding = "br" },
        5 => new HostileAnswer("no deflate", body) { Coding = "deflate" },
        6 => new HostileAnswer("unknown coding", Garbage(dice, 200)) { Coding = "zz" },
        7 => new HostileAnswer("a hundred codings", body) { Coding = string.Join(", ", Enumerable.Repeat("gzip", 100)) },
        8 => new HostileAnswer("gzip bomb", Bomb.Value) { Coding = "gzip" },
        9 => new HostileAnswer("huge", Huge),
        10 => new HostileAnswer("endless", dice.OneIn(2) ? body : Bytes("{\"a\":\"")) { End = BodyEnd.Never },
        _ => new HostileAnswer("many rows", Many),
    };

    private static HostileAnswer OfStatus(Dice dice, byte[] body, Func<Dice, string> refusal)
    {
        var status = dice.Of(Statuses);
        var text = dice.Below(5) switch
        {
            0 => body,
            1 => Html,
            2 => dice.Of(Wholes),
            3 => Bytes(refusal(dice)),
            _ => Garbage(dice, 60),
        };
        // A status of success and of failure of the broker itself says nothing against the order.
        return new HostileAnswer("status", text)
        {
            Status = status,
            Headers = dice.OneIn(3) ? [dice.Of(Headers)] : [],
            ContentType = dice.Of<string?>(["application/json", "text/html", null]),
            Promise = status is < 400 or >= 500 ? Promise.NotRefused : Promise.Nothing,
            TellsOtherwise = status is >= 400 and < 500,
        };
    }

    private static HostileAnswer OfLine(Dice dice, byte[] body) => dice.Below(7) switch
    {
        0 => new HostileAnswer("breaks off", body[..dice.Below(body.Length + 1)]) { End = BodyEnd.Breaks },
        1 => new HostileAnswer("reset", []) { Failure = new HttpRequestException(HttpRequestError.ResponseEnded, "The server returned an invalid or unrecognized response."), Promise = Promise.NotRefused },
        2 => new HostileAnswer("garbled head", []) { Failure = new HttpRequestException(HttpRequestError.InvalidResponse), Promise = Promise.NotRefused },
        3 => new HostileAnswer("torn", []) { Failure = new IOException("torn"), Promise = Promise.NotRefused },
        4 => new HostileAnswer("longer than said", body) { Announced = dice.Below(body.Length + 1) },
        5 => new HostileAnswer("shorter than said", body) { Announced = body.Length + 1 + dice.Below(1000) },
        _ => new HostileAnswer("header", body) { Headers = [dice.Of(Headers), dice.Of(Headers)] },
    };

    // A number may not begin with a nought.
    private static bool IsPlain(ReadOnlySpan<byte> text)
    {
        var digits = text.Trim("\""u8).TrimStart((byte)'-');
        return !digits.IsEmpty && digits[0] is >= (byte)'0' and <= (byte)'9' && digits[^1] is >= (byte)'0' and <= (byte)'9' && (digits[0] != '0' || digits.Length == 1 || digits[1] == '.');
    }

    // In the place of a word stands another one, in that of a flag the other.
    private static bool IsWord(Spot spot) => spot.Kind is SpotKind.Text or SpotKind.Literal;

    private static readonly byte[] Huge = Bytes("[" + new string(' ', TooLarge) + "]");

    private static readonly byte[] Many = Bytes("[" + string.Concat(Enumerable.Repeat("{},", 20_000)) + "{}]");

    private static readonly Lazy<byte[]> Bomb = new(() => Packed(new byte[TooLarge * 20]));

    private static byte[] Replaced(byte[] body, Spot spot, ReadOnlySpan<byte> with) => Anatomy.Splice(body, spot.Start, spot.End, with);

    private static byte[] Scattered(Dice dice, byte[] body)
    {
        var copy = body.ToArray();
        for (var times = 1 + dice.Below(4); times > 0 && copy.Length > 0; times--)
            copy[dice.Below(copy.Length)] = (byte)(0x80 + dice.Below(0x80));
        return copy;
    }

    private static byte[] Garbage(Dice dice, int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = (byte)dice.Below(256);
        return bytes;
    }

    private static string Deep(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "0" + new string('}', depth);

    private static byte[] Packed(byte[] body)
    {
        using var memory = new MemoryStream();
        using (var packing = new GZipStream(memory, CompressionLevel.Fastest))
            packing.Write(body);
        return memory.ToArray();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
