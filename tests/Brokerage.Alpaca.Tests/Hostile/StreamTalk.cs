using System.Text;
using Brokerage.TestSupport.Hostile;

namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>What a stream says.</summary>
internal sealed record StreamTalk
{
    public required string Name { get; init; }

    /// <summary>Said before anything is asked; null for nothing.</summary>
    public byte[]? Greeting { get; init; }

    public required byte[] Welcome { get; init; }

    public required byte[] Confirmation { get; init; }

    public required IReadOnlyList<byte[]> News { get; init; }

    /// <summary>What shows that the stream still tells.</summary>
    public required byte[] Sentinel { get; init; }

    /// <summary>Whether orders are told; otherwise prices.</summary>
    public bool IsOfOrders { get; init; }

    /// <summary>Whether it speaks MessagePack; otherwise JSON.</summary>
    public bool IsPacked { get; init; }

    /// <summary>What the news is of, where prices are told.</summary>
    public Instrument Watched { get; init; } = Sample.BrkB;

    /// <summary>What the sentinel is of, where prices are told.</summary>
    public Instrument Marked { get; init; } = new Instrument.Equity("AAPL");

    public static StreamTalk Orders { get; } = new()
    {
        Name = "orders",
        Welcome = Bytes(Fixture.Text("Streams/WS-authorization")),
        Confirmation = Bytes(Fixture.Text("Streams/WS-listening")),
        News = [Bytes(Fixture.Text("Streams/WS-partial-fill")), Bytes(Fixture.Text("Streams/WS-canceled"))],
        Sentinel = Bytes(Fixture.Text("Streams/WS-canceled").Replace(Sample.OrderId, "11111111-1111-4111-8111-111111111111", StringComparison.Ordinal)),
        IsOfOrders = true,
    };

    public static StreamTalk Prices { get; } = new()
    {
        Name = "prices",
        Greeting = Bytes("""[{"T":"success","msg":"connected"}]"""),
        Welcome = Bytes("""[{"T":"success","msg":"authenticated"}]"""),
        Confirmation = Bytes("""[{"T":"subscription","trades":["BRK.B"],"quotes":["BRK.B"]}]"""),
        News =
        [
            Bytes("""[{"T":"q","S":"BRK.B","bx":"U","bp":471.2,"bs":200,"ax":"X","ap":471.5,"as":300,"t":"2026-11-19T15:32:45.335689322Z","c":["R"],"z":"A"}]"""),
            Bytes("""[{"T":"t","S":"BRK.B","i":1,"x":"V","p":471.3,"s":10,"t":"2026-11-19T15:32:45.335689322Z"},{"T":"q","S":"BRK.B","bp":471.1,"bs":100,"ap":471.6,"as":400,"t":"2026-11-19T15:32:46Z"}]"""),
        ],
        Sentinel = Bytes("""[{"T":"q","S":"AAPL","bp":190.5,"bs":5,"ap":190.75,"as":6,"t":"2026-11-19T15:32:47Z"}]"""),
    };

    public static StreamTalk Options { get; } = new()
    {
        Name = "options",
        Greeting = Packed.FromJson("""[{"T":"success","msg":"connected"}]"""),
        Welcome = Packed.FromJson("""[{"T":"success","msg":"authenticated"}]"""),
        Confirmation = Packed.FromJson("""[{"T":"subscription","trades":["AAPL270115C00250000"],"quotes":["AAPL270115C00250000"]}]"""),
        News =
        [
            Packed.FromJson("""[{"T":"q","S":"AAPL270115C00250000","bx":"C","bp":12.35,"bs":7,"ax":"N","ap":12.5,"as":300,"c":"R","t":"2026-11-19T15:32:45.3356893Z"}]"""),
            Packed.FromJson("""[{"T":"t","S":"AAPL270115C00250000","p":12.4,"s":1,"x":"C","c":"a","t":"2026-11-19T15:32:46Z"},{"T":"q","S":"AAPL270115C00250000","bp":12,"bs":8,"ap":13,"as":9,"t":"2026-11-19T15:32:47Z"}]"""),
        ],
        Sentinel = Packed.FromJson("""[{"T":"q","S":"AAPL270115C00260000","bp":9.5,"bs":5,"ap":9.75,"as":6,"t":"2026-11-19T15:32:48Z"}]"""),
        IsPacked = true,
        Watched = Instrument.Parse("AAPL  270115C00250000"),
        Marked = Instrument.Parse("AAPL  270115C00260000"),
    };

    public static IReadOnlyList<StreamTalk> All { get; } = [Orders, Prices, Options];

    /// <summary>The frame at a place.</summary>
    public byte[] At(FramePlace place, byte[] news) => place switch
    {
        FramePlace.Greeting => Greeting ?? Welcome,
        FramePlace.Welcome => Welcome,
        FramePlace.Confirmation => Confirmation,
        _ => news,
    };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
