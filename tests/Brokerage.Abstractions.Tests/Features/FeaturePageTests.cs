using System.Text.RegularExpressions;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

public sealed partial class FeaturePageTests
{
    [Fact]
    public void The_page_is_what_the_data_say()
    {
        var path = Repository.At("docs", "features.md");
        var written = FeaturePage.Write(BrokerColumn.All);
        if (string.Equals(Environment.GetEnvironmentVariable("BROKERAGE_UPDATE"), "1", StringComparison.Ordinal))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, written);
        }

        var committed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        var difference = written.Split('\n').Zip(committed.Split('\n')).FirstOrDefault(pair => !string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.True(
            string.Equals(written, committed, StringComparison.Ordinal),
            $"docs/features.md is not what the data say; run this test with BROKERAGE_UPDATE=1 and commit it.\nfirst difference\n  data: {difference.First}\n  page: {difference.Second}");
    }

    [Fact]
    public void Every_feature_is_on_the_page_once()
    {
        var page = FeaturePage.Write(BrokerColumn.All);
        Assert.All(Enum.GetValues<Feature>(), feature => Assert.Single(page.Split('\n'), line => line.StartsWith($"| {FeaturePage.Label(feature)} | ", StringComparison.Ordinal) && line.Split('|').Length == 10));
    }

    [Fact]
    public void Every_note_that_is_cited_is_there()
    {
        var page = FeaturePage.Write(BrokerColumn.All);
        var cited = Cited().Matches(page).Select(match => match.Groups["mark"].Value).ToHashSet(StringComparer.Ordinal);
        var given = Given().Matches(page).Select(match => match.Groups["mark"].Value).ToList();
        Assert.Equal(cited.Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
        Assert.NotEmpty(given);
    }

    [GeneratedRegex(@"\[\^(?<mark>\w+)\](?!:)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Cited();

    [GeneratedRegex(@"^\[\^(?<mark>\w+)\]:", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex Given();
}
