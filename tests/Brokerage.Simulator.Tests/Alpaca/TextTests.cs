using System.Text.Json;
using Brokerage.Simulator.Alpaca;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Streaming;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.Alpaca;

public sealed class TextTests
{
    [Theory]
    [InlineData("1.500", "1.5")]
    [InlineData("100.00", "100")]
    [InlineData("-0.0000000010", "-0.000000001")]
    [InlineData("0.000", "0")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void Numbers_have_no_idle_zeros_and_no_exponent(string value, string text) =>
        Assert.Equal(text, WireText.Number(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [MemberData(nameof(TestSupport.Seeds.Some), 20, MemberType = typeof(TestSupport.Seeds))]
    public void An_orders_number_can_be_read_back_from_its_id(ulong seed)
    {
        var ids = new WireIds(seed);
        var number = (long)(seed % 1_000_000_000_000);
        Assert.True(ids.TryOrder(ids.Order(number), out var back), $"seed {seed}");
        Assert.Equal(number, back);
        Assert.False(new WireIds(seed + 1).TryOrder(ids.Order(number), out _), $"seed {seed}");
    }

    [Fact]
    public void Times_come_back_to_the_tick()
    {
        var time = new DateTimeOffset(2026, 3, 2, 14, 30, 5, TimeSpan.Zero).AddTicks(1234567);
        Assert.Matches(@"^2026-03-02T14:30:05\.1234567\d{1,2}Z$", WireText.Time(time));
        Assert.True(WireText.TryReadTime(WireText.Time(time), out var back));
        Assert.Equal(time, back);
        Assert.True(WireText.TryReadTime("2026-03-02T09:30:05.123456789-05:00", out var local));
        Assert.Equal(time, local);
    }

    [Fact]
    public void Symbols_of_all_kinds_are_read()
    {
        Assert.Equal(new Instrument.Option("AAPL", new DateOnly(2027, 1, 15), 190m, true), AssetBook.Read("AAPL270115C00190000"));
        Assert.Equal(new Instrument.Equity("BRK.B"), AssetBook.Read("BRK.B"));
        Assert.Equal(new Instrument.Crypto("BTC", "USD"), AssetBook.Read("BTC/USD"));
        Assert.Equal("AAPL270115C00190000", Symbols.Of(new Instrument.Option("AAPL", new DateOnly(2027, 1, 15), 190m, true)));
    }

    [Fact]
    public void MessagePack_says_what_json_says()
    {
        const string Json = """[{"T":"q","S":"AAPL","n":12345678901,"s":0.5,"flag":true,"none":null,"list":["a","b"],"small":7,"neg":-5,"t":"2026-03-02T14:30:05.123456789Z"}]""";
        using var document = JsonDocument.Parse(Json);
        var packed = MessagePackWriter.Write(document.RootElement);
        Assert.Equal(Json, System.Text.Encoding.UTF8.GetString(PackedText.ToJson(packed)));
    }

    [Theory]
    [InlineData("""{"code":406}""", 0xCD)]
    [InlineData("""{"code":200}""", 0xCC)]
    [InlineData("""{"code":70000}""", 0xCE)]
    [InlineData("""{"code":5000000000}""", 0xD3)]
    [InlineData("""{"code":7}""", 7)]
    [InlineData("""{"bp":190}""", 0xCB)]
    public void A_whole_number_takes_little_room_and_a_price_is_a_double(string json, int head)
    {
        using var document = JsonDocument.Parse(json);
        var packed = MessagePackWriter.Write(document.RootElement);
        Assert.Equal((byte)head, packed[json.IndexOf('"', 2) is var end ? end : 0]);
    }

    [Fact]
    public void MessagePack_of_a_client_is_read()
    {
        byte[] packed = [0x82, 0xA6, .. "action"u8, 0xA9, .. "subscribe"u8, 0xA6, .. "quotes"u8, 0x92, 0xA4, .. "AAPL"u8, 0xD9, 0x01, .. "F"u8];
        Assert.Equal("""{"action":"subscribe","quotes":["AAPL","F"]}""", System.Text.Encoding.UTF8.GetString(MessagePackReader.ToJson(packed)));
        Assert.Throws<FormatException>(() => MessagePackReader.ToJson(packed.AsSpan(0, 12)));
        Assert.Throws<FormatException>(() => MessagePackReader.ToJson([0xC7, 1, 2]));
    }

    [Fact]
    public void A_time_in_MessagePack_is_the_timestamp_extension_with_its_nanoseconds()
    {
        using var document = JsonDocument.Parse("""{"t":"2026-03-02T14:30:05.123456789Z"}""");
        var packed = MessagePackWriter.Write(document.RootElement);
        Assert.Equal([0xD7, 0xFF], packed[3..5]);
        var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(packed.AsSpan(5));
        Assert.Equal(123_456_789UL, bits >> 34);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 14, 30, 5, TimeSpan.Zero).ToUnixTimeSeconds(), (long)(bits & ((1UL << 34) - 1)));
    }
}
