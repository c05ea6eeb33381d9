using Brokerage.Shapes.Coverage;
using Brokerage.Shapes.Reading;

namespace Brokerage.Shapes;

/// <summary>
/// Every field of the shapes that an adapter uses is read, or listed as left alone with the reason; and every name that it uses occurs. A
/// misspelt name would otherwise be null for ever, and nobody would notice.
/// </summary>
public sealed class FieldCoverageTests
{
    public static TheoryData<string> Adapters { get; } =
        [.. Directory.GetFiles(Repository.At("tests", "Shapes", "Fields"), "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Adapters))]
    public void Every_field_is_read_or_left_alone_for_a_reason(string broker) => None(Coverage(broker).Unmapped);

    [Theory]
    [MemberData(nameof(Adapters))]
    public void Every_name_in_use_occurs(string broker) => None(Coverage(broker).Strange);

    [Theory]
    [MemberData(nameof(Adapters))]
    public void Nothing_is_left_alone_that_does_not_occur(string broker) => None(Coverage(broker).Idle);

    [Theory]
    [MemberData(nameof(Adapters))]
    public void Nothing_is_decoded_and_dropped(string broker) => None(Coverage(broker).Dropped());

    [Fact]
    public void What_nothing_reads_is_found()
    {
        var called = PropertyReaders.Called(typeof(FieldCoverageTests).Assembly);

        Assert.True(Printed() is { Read: 1 });
        Assert.Equal(["Holder.Dropped"], PropertyReaders.Unread(typeof(Holder), called));
    }

    [Fact]
    public void A_field_without_a_line_is_found() =>
        Assert.Contains("CalendarDayWire.settlement_date", Own("calendar day = CalendarDayWire").Unmapped);

    [Fact]
    public void A_name_that_no_shape_has_is_found() =>
        Assert.Contains("CalendarDayWire.session_open", Own("clock = CalendarDayWire").Strange);

    [Fact]
    public void A_line_about_nothing_is_found() =>
        Assert.Equal(["CalendarDayWire.gone"], Own("calendar day = CalendarDayWire", "CalendarDayWire.settlement_date | no member", "CalendarDayWire.gone | no reason").Idle);

    private static Holder Printed() => new() { Read = 1, Dropped = 2 };

    private sealed record Holder
    {
        public int Read { get; set; }

        public int Dropped { get; set; }
    }

    // One a line: a list cut short would have to be asked for again and again.
    private static void None(IEnumerable<string> problems) => Assert.True(!problems.Any(), string.Join("\n", problems));

    private static FieldCoverage Coverage(string broker) => new(FieldTable.Load(broker), ShapeManifest.Load(broker));

    private static FieldCoverage Own(params string[] lines) => new(FieldTable.Parse(["adapter Brokerage.Alpaca", .. lines]), ShapeManifest.Load("alpaca"));
}
