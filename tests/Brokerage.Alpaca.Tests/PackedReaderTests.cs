using System.Text.Json;
using Brokerage.Alpaca.Streaming;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Alpaca.Tests;

/// <summary>MessagePack is read after its description, whatever form a value comes in, and no message is more than no news.</summary>
public sealed class PackedReaderTests
{
    private const string Quote = """[{"T":"q","S":"AAPL270115C00250000","bx":"C","bp":12.35,"bs":7,"ax":"N","ap":12.5,"as":300,"c":"R","t":"2026-11-19T15:32:45.335689300Z"}]""";

    private static readonly DateTimeOffset Noon = new(2026, 11, 19, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("00", "0")]
    [InlineData("7F", "127")]
    [InlineData("FF", "-1")]
    [InlineData("E0", "-32")]
    [InlineData("CCFF", "255")]
    [InlineData("CD0101", "257")]
    [InlineData("CEFFFFFFFF", "4294967295")]
    [InlineData("CFFFFFFFFFFFFFFFFF", "18446744073709551615")]
    [InlineData("D080", "-128")]
    [InlineData("D18000", "-32768")]
    [InlineData("D2FFFFFFFE", "-2")]
    [InlineData("D38000000000000000", "-9223372036854775808")]
    [InlineData("CA3FC00000", "1.5")]
    [InlineData("CB3FB999999999999A", "0.1")]
    [InlineData("CB4067BF5C28F5C28F", "189.98")]
    public void Numbers_of_every_form(string bytes, string number)
    {
        var reader = new PackedReader(Convert.FromHexString(bytes));

        Assert.True(reader.TryReadNumber(out var read));
        Assert.Equal(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("CB01A56E1FC2F8F359")]
    [InlineData("CA00000001")]
    [InlineData("CB7FF8000000000000")]
    [InlineData("CB7FF0000000000000")]
    [InlineData("CB7FEFFFFFFFFFFFFF")]
    [InlineData("CAFF800000")]
    [InlineData("C0")]
    [InlineData("C3")]
    [InlineData("A131")]
    [InlineData("9101")]
    public void What_is_no_number_is_passed_over(string bytes)
    {
        var reader = new PackedReader(Convert.FromHexString(bytes + "07"));

        Assert.False(reader.TryReadNumber(out _));
        Assert.True(reader.TryReadNumber(out var next));
        Assert.Equal(7m, next);
    }

    [Theory]
    [InlineData(4, 0u, 0)]
    [InlineData(8, 999_999_999u, 9_999_999)]
    [InlineData(12, 123_456_789u, 1_234_567)]
    public void Times_of_every_form(int length, uint nanoseconds, int ticks)
    {
        var reader = new PackedReader(Packed.Time(Noon, nanoseconds, length));

        Assert.True(reader.TryReadTime(out var time));
        Assert.Equal(Noon.AddTicks(ticks), time);
    }

    [Fact]
    public void A_time_before_or_after_all_calendars_is_none()
    {
        Assert.False(new PackedReader([0xC7, 12, 0xFF, 0, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]).TryReadTime(out _));
        Assert.False(new PackedReader([0xC7, 12, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0]).TryReadTime(out _));
        Assert.False(new PackedReader([0xD7, 0x05, 0, 0, 0, 0, 0, 0, 0, 0]).TryReadTime(out _));
    }

    [Theory]
    [InlineData("81A16101")]
    [InlineData("DE0001A161DC0002C0C2")]
    [InlineData("DF00000001A16190")]
    [InlineData("C4020102")]
    [InlineData("C702050102")]
    [InlineData("D401FF")]
    [InlineData("D80101020304050607080910111213141516")]
    [InlineData("DB0000000161")]
    [InlineData("DA000161")]
    public void Every_value_can_be_passed_over(string bytes)
    {
        var reader = new PackedReader(Convert.FromHexString(bytes + "2A"));
        reader.Skip();

        Assert.True(reader.TryReadNumber(out var next));
        Assert.Equal(42m, next);
    }

    [Fact]
    public void A_message_that_ends_too_early_or_never_is_no_news()
    {
        var whole = Packed.FromJson(Quote);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.False(PackedFrame.Read(whole.AsSpan(0, length), sink: null, said: "x"u8.ToArray()));
        }

        // A list of four billion, and lists within lists a million deep.
        Assert.False(PackedFrame.Read([0xDD, 0xFF, 0xFF, 0xFF, 0xFF], sink: null, said: null));
        Assert.False(PackedFrame.Read([0x91, 0x81, 0xA1, (byte)'x', .. Enumerable.Repeat((byte)0x91, 1_000_000)], sink: null, said: null));
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 20, MemberType = typeof(Seeds))]
    public void Damaged_messages_throw_what_the_broker_says_and_nothing_else(ulong seed)
    {
        var random = new Random(unchecked((int)seed));
        var whole = Packed.FromJson("""[{"T":"error","code":407,"msg":"slow client"},{"T":"q","S":"A","bp":1.5,"t":"2026-11-19T15:32:45Z"}]""");
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = whole.ToArray();
            for (var times = random.Next(1, 5); times > 0; times--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var failure = Record.Exception(() => PackedFrame.Read(damaged, sink: null, said: null));
            Assert.True(failure is null or BrokerageException, $"Seed {seed}: {Convert.ToHexString(damaged)} {failure}");
        }
    }

    [Fact]
    public void A_tick_costs_no_object()
    {
        var message = Packed.FromJson(Quote);
        for (var round = 0; round < 100; round++)
        {
            PackedFrame.Read(message, sink: null, said: null);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1_000; round++)
        {
            PackedFrame.Read(message, sink: null, said: null);
        }

        // The smallest object has 24 bytes; what the runtime itself makes once, for this thread, is no object per tick.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (1_000 * 24) - 1);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(70_000)]
    public void What_is_written_is_read_by_a_reader_of_another_hand(int length)
    {
        var symbol = new string('A', length);
        var symbols = Enumerable.Repeat("F", length / 2).ToList();
        var written = new PackedWriter().Map(2).Text("a").Text(symbol).Text("b").Texts(symbols).Written.ToArray();

        using var read = JsonDocument.Parse(PackedText.ToJson(written));
        Assert.Equal(symbol, read.RootElement.GetProperty("a").GetString());
        Assert.Equal(symbols.Count, read.RootElement.GetProperty("b").GetArrayLength());
    }
}
