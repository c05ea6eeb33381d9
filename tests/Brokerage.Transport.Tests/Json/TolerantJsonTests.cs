using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Brokerage.Transport.Tests.Json;

public sealed class TolerantJsonTests
{
    [Theory]
    [InlineData("187.50", "187.50")]
    [InlineData("\"187.50\"", "187.50")]
    [InlineData("-0.000000001", "-0.000000001")]
    [InlineData("\" 12 \"", "12")]
    [InlineData("1.2E-7", "0.00000012")]
    [InlineData("\"1.5e3\"", "1500")]
    [InlineData("0", "0")]
    [InlineData("\"0.00\"", "0.00")]
    [InlineData("0e5", "0")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("\"\\u0031.5\"", "1.5")]
    public void Decimals_are_exact_from_numbers_and_strings(string json, string expected) =>
        Assert.Equal(expected, Read(json).Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"N/A\"")]
    [InlineData("\"--\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"1,000\"")]
    [InlineData("true")]
    [InlineData("{\"a\":[1]}")]
    [InlineData("[1,2]")]
    [InlineData("1e40")]
    [InlineData("1e-40")]
    public void What_is_no_number_is_null_and_never_zero(string json) => Assert.Null(Read(json).Amount);

    /// <summary>Most numbers are read by a short way; it must say what the platform says, to the last place.</summary>
    [Theory]
    [MemberData(nameof(Seeds.Some), 4, MemberType = typeof(Seeds))]
    public void A_decimal_is_what_the_platform_reads_with_the_same_places(ulong seed)
    {
        const string Alphabet = "0123456789012345678901234567890000.-+ ";
        Random random = new(unchecked((int)seed));
        for (int round = 0; round < 20_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 24)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            if (random.Next(2) == 0) text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{random.Next(-1_000_000, 1_000_000) / 1_000m}");
            bool isOne = LenientNumber.TryParse(Encoding.UTF8.GetBytes(text), out decimal read);
            bool isPlatforms = decimal.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out decimal platform);
            Assert.True(isOne == isPlatforms, $"'{text}' with seed {seed}");
            if (isOne) Assert.True(decimal.GetBits(platform).SequenceEqual(decimal.GetBits(read)), $"'{text}' is {read} for {platform} with seed {seed}");
        }
    }

    [Theory]
    [InlineData("0.53213559", 0.53213559)]
    [InlineData("\"-0.08\"", -0.08)]
    [InlineData("\" 1.2E-7 \"", 1.2e-7)]
    [InlineData("0", 0d)]
    [InlineData("\"0.0\"", 0d)]
    [InlineData("1e-400", null)]
    [InlineData("1e400", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("\"Infinity\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"N/A\"", null)]
    [InlineData("null", null)]
    [InlineData("[1]", null)]
    public void Doubles_are_read_from_numbers_and_strings_and_what_is_none_is_null(string json, double? expected) =>
        Assert.Equal(expected, JsonSerializer.Deserialize(Encoding.UTF8.GetBytes($$"""{"Needed":1,"Greek":{{json}}}"""), TolerantContext.Default.Tolerant)!.Greek);

    [Theory]
    [InlineData("""{"A":{"Needed":1},"currency":"USD","b":{"Needed":2},"list":[1],"nothing":null}""", "A=1 b=2")]
    [InlineData("""{"A":{"Needed":1},"A":{"Needed":3}}""", "A=3")]
    [InlineData("{}", "")]
    [InlineData("[]", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void A_map_leaves_out_what_is_no_object(string json, string? expected)
    {
        var map = JsonSerializer.Deserialize(Encoding.UTF8.GetBytes($$"""{"Needed":1,"ByName":{{json}}}"""), TolerantContext.Default.Tolerant)!.ByName;
        Assert.Equal(expected, map is null ? null : string.Join(' ', map.Select(pair => $"{pair.Key}={pair.Value.Needed}")));
    }

    [Fact]
    public void A_required_decimal_refuses_what_is_none()
    {
        Assert.Equal(5m, JsonSerializer.Deserialize("""{"Needed":"5"}"""u8, TolerantContext.Default.Tolerant)!.Needed);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"Needed":""}"""u8, TolerantContext.Default.Tolerant));
    }

    [Fact]
    public void Split_and_escaped_input_reads_the_same()
    {
        byte[] json = Encoding.UTF8.GetBytes("""{"Amount":"187.50","When":"2026-03-02T14:30:00.123456789Z","Id":12345678901234567890,"Yes":"\u0059"}""");
        Tolerant? whole = JsonSerializer.Deserialize(json, TolerantContext.Default.Tolerant);
        JsonSerializerOptions small = new(TolerantContext.Default.Options) { DefaultBufferSize = 1 };
        var split = (Tolerant?)JsonSerializer.Deserialize(new OneByteStream(json), small.GetTypeInfo(typeof(Tolerant)));
        Assert.Equal(whole, split);
        Assert.Equal("12345678901234567890", split!.Id);
        Assert.True(split.Yes);
    }

    [Fact]
    public void What_lies_in_pieces_of_memory_reads_the_same()
    {
        byte[] json = Encoding.UTF8.GetBytes("""
            {"Amount":-187.50,"AmountText":"0.000000010","When":"2026-03-02T14:30:00.123456789Z","Day":"2026-03-02","Id":12345678901234567890,"Yes":"true","Count":"42","Kind":"margin","Needed":5.25,"Many":{"Id":true}}
            """);
        Utf8JsonReader reader = new(Pieces(json));
        Tolerant? read = JsonSerializer.Deserialize(ref reader, TolerantContext.Default.Tolerant);
        Tolerant whole = JsonSerializer.Deserialize(json, TolerantContext.Default.Tolerant)!;
        Assert.Equal(whole with { Many = null }, read! with { Many = null });
        Assert.Equal((-187.50m, 42L, "12345678901234567890"), (read.Amount, read.Count, read.Id));
        Assert.Equal("true", Assert.Single(read.Many!).Id);
    }

    [Fact]
    public void What_is_skipped_is_skipped_in_split_input_too()
    {
        byte[] json = Encoding.UTF8.GetBytes("""{"Amount":{"a":[1,{"b":2}]},"When":[[],1],"Id":{"c":null},"Yes":null,"Kind":[7],"Count":{},"Needed":"5.25","Day":null}""");
        JsonSerializerOptions small = new(TolerantContext.Default.Options) { DefaultBufferSize = 1 };
        var split = (Tolerant?)JsonSerializer.Deserialize(new OneByteStream(json), small.GetTypeInfo(typeof(Tolerant)));
        Assert.Equal(JsonSerializer.Deserialize(json, TolerantContext.Default.Tolerant), split);
        Assert.Equal((null, null, 5.25m), (split!.Amount, split.Id, split.Needed));
    }

    [Theory]
    [InlineData("\"2026-03-02T14:30:00Z\"", "2026-03-02T14:30:00.0000000+00:00")]
    [InlineData("\"2026-03-02T14:30:00.123456789Z\"", "2026-03-02T14:30:00.1234567+00:00")]
    [InlineData("\"2026-03-02T09:30:00.1-05:00\"", "2026-03-02T14:30:00.1000000+00:00")]
    [InlineData("\"2026-03-02T14:30:00+0000\"", "2026-03-02T14:30:00.0000000+00:00")]
    [InlineData("\"2026-03-02T14:30:00.000+00\"", "2026-03-02T14:30:00.0000000+00:00")]
    [InlineData("\"20260302-14:30:00 UTC\"", "2026-03-02T14:30:00.0000000+00:00")]
    [InlineData("\"2026-06-30 23:59:60Z\"", "2026-07-01T00:00:00.0000000+00:00")]
    [InlineData("\"2026-03-02T14:30Z\"", "2026-03-02T14:30:00.0000000+00:00")]
    [InlineData("1772461800", "2026-03-02T14:30:00.0000000+00:00")]
    [InlineData("1772461800123", "2026-03-02T14:30:00.1230000+00:00")]
    [InlineData("\"1772461800123\"", "2026-03-02T14:30:00.1230000+00:00")]
    [InlineData("1772461800.25", "2026-03-02T14:30:00.2500000+00:00")]
    [InlineData("1772461800123456", "2026-03-02T14:30:00.1234560+00:00")]
    [InlineData("1772461800123456789", "2026-03-02T14:30:00.1234567+00:00")]
    public void Instants_are_read_from_every_known_spelling(string json, string expected)
    {
        Tolerant value = JsonSerializer.Deserialize($$"""{"When":{{json}}}""", TolerantContext.Default.Tolerant)!;
        Assert.Equal(expected, value.When?.ToString("O"));
        Assert.Equal(TimeSpan.Zero, value.When!.Value.Offset);
    }

    [Theory]
    [InlineData("\"2026-03-02T14:30:00\"")]
    [InlineData("\"2026-03-02\"")]
    [InlineData("\"2026-02-30T14:30:00Z\"")]
    [InlineData("\"2026-03-02T24:30:00Z\"")]
    [InlineData("\"2026-03-02T14:30:00+99:00\"")]
    [InlineData("\"2026-03-02T14:30:00.Z\"")]
    [InlineData("\"20260302\"")]
    [InlineData("\"soon\"")]
    [InlineData("0")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("{}")]
    public void What_is_no_certain_instant_is_null(string json) =>
        Assert.Null(JsonSerializer.Deserialize($$"""{"When":{{json}}}""", TolerantContext.Default.Tolerant)!.When);

    [Fact]
    public void A_time_without_offset_is_read_where_the_broker_documents_utc() => Assert.Equal(
        new DateTimeOffset(2026, 3, 2, 14, 30, 0, TimeSpan.Zero),
        JsonSerializer.Deserialize("""{"WhenUtc":"2026-03-02 14:30:00"}""", TolerantContext.Default.Tolerant)!.WhenUtc);

    [Theory]
    [InlineData("\"2025-01-17\"")]
    [InlineData("\"20250117\"")]
    [InlineData("20250117")]
    [InlineData("\"01/17/2025\"")]
    [InlineData("\"2025-01-17T21:00:00.000+00:00\"")]
    public void Dates_are_read_as_written(string json) =>
        Assert.Equal(new DateOnly(2025, 1, 17), JsonSerializer.Deserialize($$"""{"Day":{{json}}}""", TolerantContext.Default.Tolerant)!.Day);

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"Y\"", true)]
    [InlineData("1", true)]
    [InlineData("\"FALSE\"", false)]
    [InlineData("0", false)]
    [InlineData("\"maybe\"", null)]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    public void Booleans_are_read_or_null(string json, bool? expected) =>
        Assert.Equal(expected, JsonSerializer.Deserialize($$"""{"Yes":{{json}}}""", TolerantContext.Default.Tolerant)!.Yes);

    [Theory]
    [InlineData("5", 5L)]
    [InlineData("\"5.0\"", 5L)]
    [InlineData("5.5", null)]
    [InlineData("99999999999999999999", null)]
    public void Whole_numbers_are_whole_or_null(string json, long? expected) =>
        Assert.Equal(expected, JsonSerializer.Deserialize($$"""{"Count":{{json}}}""", TolerantContext.Default.Tolerant)!.Count);

    [Theory]
    [InlineData("[{\"Id\":1},{\"Id\":\"2\"}]", "1,2")]
    [InlineData("{\"Id\":7}", "7")]
    [InlineData("[]", "")]
    [InlineData("null", null)]
    [InlineData("\"null\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("\" \"", null)]
    public void A_list_may_be_one_or_many_or_none(string json, string? expected)
    {
        var many = JsonSerializer.Deserialize($$"""{"Many":{{json}}}""", TolerantContext.Default.Tolerant)!.Many;
        Assert.Equal(expected, many is null ? null : string.Join(',', many.Select(item => item.Id)));
    }

    [Theory]
    [InlineData("\"zz\"")]
    [InlineData("7")]
    [InlineData("true")]
    public void What_is_no_list_is_not_read_as_an_empty_one(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize($$"""{"Many":{{json}}}""", TolerantContext.Default.Tolerant));

    [Theory]
    [InlineData("\"margin\"", MarginKind.Margin, "margin")]
    [InlineData("\"SUPER\"", MarginKind.Unknown, "SUPER")]
    [InlineData("7", MarginKind.Unknown, "7")]
    [InlineData("null", MarginKind.Unknown, null)]
    public void Unknown_words_are_kept(string json, MarginKind value, string? text) =>
        Assert.Equal(new Raw<MarginKind>(value, text), JsonSerializer.Deserialize($$"""{"Kind":{{json}}}""", TolerantContext.Default.Tolerant)!.Kind);

    [Fact]
    public void A_word_table_refuses_a_word_twice() =>
        Assert.Throws<ArgumentException>(() => new WordTable<MarginKind>(("a", MarginKind.Cash), ("A", MarginKind.Margin)));

    [Fact]
    public void Writing_gives_numbers_text_and_iso_times()
    {
        Tolerant value = new() { Amount = 1.50m, AmountText = 0.000000010m, Day = new DateOnly(2025, 1, 17), When = new DateTimeOffset(2026, 3, 2, 14, 30, 0, TimeSpan.Zero) };
        string json = JsonSerializer.Serialize(value, TolerantContext.Default.Tolerant);
        Assert.Contains("\"Amount\":1.50", json, StringComparison.Ordinal);
        Assert.Contains("\"AmountText\":\"0.000000010\"", json, StringComparison.Ordinal);
        Assert.Contains("\"Day\":\"2025-01-17\"", json, StringComparison.Ordinal);
        Assert.Contains("\"When\":\"2026-03-02T14:30:00Z\"", json, StringComparison.Ordinal);
    }

    private static Tolerant Read(string amount) => JsonSerializer.Deserialize($$"""{"Amount":{{amount}}}""", TolerantContext.Default.Tolerant)!;

    /// <summary>The same bytes, one by one.</summary>
    private static ReadOnlySequence<byte> Pieces(byte[] bytes)
    {
        Piece first = new(bytes.AsMemory(0, 1), 0), last = first;
        for (int at = 1; at < bytes.Length; at++) last = last.Then(bytes.AsMemory(at, 1));
        return new ReadOnlySequence<byte>(first, 0, last, 1);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long at) => (Memory, RunningIndex) = (memory, at);

        public Piece Then(ReadOnlyMemory<byte> memory)
        {
            Piece next = new(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }

    private sealed class OneByteStream(byte[] data) : MemoryStream(data)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}
