using System.Text.RegularExpressions;

namespace Brokerage.Tests.Readme;

public sealed partial class ReadmeTests
{
    [Theory]
    [InlineData("with-container")]
    [InlineData("without-container")]
    public async Task The_readme_shows_what_is_compiled(string region)
    {
        var source = await File.ReadAllTextAsync(Repository.At("tests", "Brokerage.Tests", "Readme", "ReadmeSnippets.cs"), TestContext.Current.CancellationToken);
        var readme = await File.ReadAllTextAsync(Repository.At("README.md"), TestContext.Current.CancellationToken);

        var compiled = Region(source, region);
        var shown = Regex.Match(
            readme, $"<!-- region: {region} -->\n```csharp\n(?:using [^\n]+;\n)+\n(.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(5));

        Assert.True(shown.Success, $"README.md has no block for the region '{region}'.");
        Assert.Equal(compiled, shown.Groups[1].Value);
        Assert.InRange(compiled.Split('\n').Count(line => line.Trim().Length > 0), 5, 10); // ten lines, and no more
    }

    [Fact]
    public async Task Quickstart_stays_quick() => Assert.InRange(
        (await File.ReadAllLinesAsync(Repository.At("samples", "Quickstart", "Program.cs"), TestContext.Current.CancellationToken)).Length, 1, 80);

    [Fact]
    public async Task The_lines_with_a_container_run()
    {
        var portfolio = await ReadmeSnippets.WithContainerAsync();

        Assert.True(portfolio.IsComplete);
        Assert.All(portfolio.Positions, position => Assert.Equal(2, position.Breakdown.Count));
        Assert.Equal(2, portfolio.Summaries.Count);
    }

    [Fact]
    public async Task The_lines_without_a_container_run()
    {
        var (balance, result) = await ReadmeSnippets.WithoutContainerAsync();

        Assert.Equal(100_000m, balance.NetLiquidation);
        Assert.IsType<SubmitResult.Placed>(result);
    }

    private static string Region(string source, string name)
    {
        var match = Regex.Match(source, $"#region {name}\n(.*?)\n *#endregion", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        Assert.True(match.Success, $"There is no region '{name}'.");
        return Indentation().Replace(match.Groups[1].Value, "") + "\n";
    }

    [GeneratedRegex("^ {8}", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Indentation();
}
