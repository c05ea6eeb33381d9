using System.Text.RegularExpressions;

namespace Brokerage.Fit.Samples;

/// <summary>
/// Every order, position and balance that was recorded at a broker maps into the models without loss: per broker a table says of each wire
/// field which member it arrives in, or why it is left out, and here both are held against the recordings. They are not part of the
/// repository: without the folder these tests are skipped.
/// </summary>
public sealed class SampleFitTests
{
    public static TheoryData<string> Brokers { get; } = ["alpaca", "etrade", "schwab", "ibkr", "tradier", "robinhood", "fidelity"];

    [Theory]
    [MemberData(nameof(Brokers))]
    public void Every_sample_is_in_a_section_or_out_of_scope_for_a_reason(string broker)
    {
        var table = SampleTable.Read(broker);
        var files = Directory.GetFiles(BrokerFacts.Require(broker, "samples")).Select(Path.GetFileName).OfType<string>().ToList();
        var known = table.Sections.SelectMany(section => section.Files).Concat(table.OutOfScope).ToList();
        Nothing(files.Where(file => !known.Exists(pattern => Fits(file, pattern))).Select(file => $"{file} is in no section"));
        Nothing(known.Where(pattern => !files.Exists(file => Fits(file, pattern))).Select(pattern => $"{pattern} names no file"));
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public void Every_wire_field_has_a_row(string broker) => Nothing(Checks(broker).SelectMany(check => check.FieldsWithoutRow()));

    [Theory]
    [MemberData(nameof(Brokers))]
    public void Every_row_occurs_on_the_wire(string broker) => Nothing(Checks(broker).SelectMany(check => check.RowsWithoutField()));

    [Theory]
    [MemberData(nameof(Brokers))]
    public void What_a_row_maps_arrives_in_its_member(string broker) => Nothing(Checks(broker).SelectMany(check => check.RowsThatDoNotArrive()));

    [Theory]
    [MemberData(nameof(Brokers))]
    public void What_a_row_ignores_changes_nothing(string broker) => Nothing(Checks(broker).SelectMany(check => check.IgnoredThatArrive()));

    [Theory]
    [MemberData(nameof(Brokers))]
    public void A_missing_or_strange_value_never_throws(string broker) => Nothing(Checks(broker).SelectMany(check => check.ValuesThatThrow()));

    private static void Nothing(IEnumerable<string> problems)
    {
        var list = problems.ToList();
        Assert.True(list.Count == 0, string.Join('\n', list));
    }

    private static IEnumerable<SampleCheck> Checks(string broker)
    {
        var folder = BrokerFacts.Require(broker, "samples");
        return SampleTable.Read(broker).Sections.Select(section => new SampleCheck(
            section,
            [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Where(file => section.Files.Any(pattern => Fits(Path.GetFileName(file), pattern))).Select(WireDocument.Load)],
            root => SampleMappings.Map(broker, section.Name, root)));
    }

    private static bool Fits(string file, string pattern) => pattern.Contains('*', StringComparison.Ordinal)
        ? Regex.IsMatch(file, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.None, TimeSpan.FromSeconds(1))
        : file == pattern;
}
