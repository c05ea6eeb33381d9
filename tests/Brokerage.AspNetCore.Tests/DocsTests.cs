using System.Text.RegularExpressions;
using Brokerage.AspNetCore.Tests.Support;

namespace Brokerage.AspNetCore.Tests;

/// <summary>What the docs show of web hosts is what samples/Host compiles and runs.</summary>
public sealed partial class DocsTests
{
    private static readonly string Page = Repository.At("docs", "connecting-users.md");

    [Fact]
    public void Every_block_is_a_region_of_the_sample()
    {
        var regions = Region().Matches(Read(Repository.At("samples", "Host", "SampleHost.cs"))).ToDictionary(region => region.Groups["name"].Value, region => Outdented(region.Groups["text"].Value), StringComparer.Ordinal);
        if (Environment.GetEnvironmentVariable("BROKERAGE_UPDATE") == "1")
            File.WriteAllText(Page, Block().Replace(Read(Page), block => $"<!-- region: {block.Groups["name"].Value} -->\n```csharp\n{regions[block.Groups["name"].Value]}```"));

        var blocks = Block().Matches(Read(Page));

        Assert.Equal(["web-services", "web-map"], blocks.Select(block => block.Groups["name"].Value));
        Assert.All(blocks, block => Assert.Equal(regions[block.Groups["name"].Value], block.Groups["code"].Value));
    }

    [Fact]
    public async Task The_packages_page_names_every_endpoint()
    {
        await using var scene = await WebScene.StartAsync();
        var page = Read(Repository.At("src", "Brokerage.AspNetCore", "README.md"));

        Assert.All(scene.Endpoints, endpoint =>
        {
            var path = endpoint.RoutePattern.RawText!["/brokerage".Length..];
            var last = path.StartsWith("/callback/", StringComparison.Ordinal) ? "/callback/{broker}/{environment}" : "/" + path.Split('/')[^1];
            Assert.Contains(path.EndsWith('}') ? path : last, page, StringComparison.Ordinal);
        });
    }

    private static string Read(string file) => File.ReadAllText(file).ReplaceLineEndings("\n");

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
