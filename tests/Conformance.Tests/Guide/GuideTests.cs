using System.Text.RegularExpressions;

namespace Brokerage.Conformance.Tests.Guide;

/// <summary>What docs/writing-an-adapter.md shows is what is compiled and run here.</summary>
public sealed partial class GuideTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public void Every_block_of_the_guide_is_a_region_of_what_is_compiled()
    {
        var guide = File.ReadAllText(Repository.At("docs", "writing-an-adapter.md")).ReplaceLineEndings("\n");
        var regions = Regions();
        var blocks = Block().Matches(guide).ToDictionary(block => block.Groups["name"].Value, block => block.Groups["code"].Value, StringComparer.Ordinal);
        if (string.Equals(Environment.GetEnvironmentVariable("BROKERAGE_UPDATE"), "1", StringComparison.Ordinal))
        {
            guide = Block().Replace(guide, block => $"<!-- region: {block.Groups["name"].Value} -->\n```csharp\n{regions[block.Groups["name"].Value]}```");
            File.WriteAllText(Repository.At("docs", "writing-an-adapter.md"), guide);
            blocks = Block().Matches(guide).ToDictionary(block => block.Groups["name"].Value, block => block.Groups["code"].Value, StringComparer.Ordinal);
        }

        Assert.Equal(Regex.Count(guide, "```csharp", RegexOptions.None, Patience), blocks.Count);
        Assert.All(blocks, block => Assert.Equal(regions[block.Key], block.Value));
        Assert.True(blocks.Count > 10);
    }

    private static Dictionary<string, string> Regions() =>
        (from file in Directory.EnumerateFiles(Repository.At("tests", "Conformance.Tests", "Guide"), "*.cs", SearchOption.AllDirectories)
         from region in Region().Matches(File.ReadAllText(file).ReplaceLineEndings("\n"))
         select (Name: region.Groups["name"].Value, Text: Outdented(region.Groups["text"].Value)))
        .ToDictionary(region => region.Name, region => region.Text, StringComparer.Ordinal);

    private static string Outdented(string text)
    {
        var lines = text.TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Concat(lines.Select(line => (line.Length > indent ? line[indent..] : "") + "\n"));
    }

    [GeneratedRegex("^ *#region (?<name>[a-z-]+)\n(?<text>.*?)^ *#endregion", RegexOptions.Singleline | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Region();

    [GeneratedRegex("<!-- region: (?<name>[a-z-]+) -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Block();
}
