using System.Text.RegularExpressions;

namespace Brokerage.Architecture.Tests.Texts;

/// <summary>The repository speaks about the product: no machine's paths, no package feeds, no keys, no notes to ourselves.</summary>
public sealed class WordsTests
{
    private static readonly HashSet<string> Binary = new(StringComparer.OrdinalIgnoreCase) { ".gz", ".ico", ".jpg", ".pfx", ".png", ".snk", ".zip" };

    // Written in pieces, so that this file passes its own test.
    private static readonly Dictionary<string, Regex> Forbidden = new(StringComparer.Ordinal)
    {
        ["a path of one machine"] = Pattern(@"(?<![\w./-])/" + @"(?:work|home|root|Users|tmp/[a-z])/\w|[A-Z]:\\+" + @"Users\\"),
        ["the address of a package feed"] = Pattern(@"v3/" + @"index\.json|api\.nu" + @"get\.org|registry\.npm" + @"js\.org|pkgs\.dev\." + "azure"),
        ["a private key"] = Pattern("-----BEGIN (?:[A-Z]+ )*PRIVATE " + "KEY-----\\s+[A-Za-z0-9+/]{40}"),
        ["a number of an issue"] = Pattern(@"\b[Ii]ss" + @"ue\s+#?\d|\([Ff]ixes\s+#\d"),
    };

    [Fact]
    public void The_repository_names_no_machine_feed_or_key() => Findings.None(RepositoryFiles.Below().SelectMany(file => Found(file, Read(file))));

    [Theory]
    [InlineData("cat /ho" + "me/me/notes", 1)]
    [InlineData("https://example.com/ho" + "me/me/notes", 0)]
    [InlineData("<add value=\"https://feed.example/v3/" + "index.json\" />", 1)]
    [InlineData("see iss" + "ue 12", 1)]
    [InlineData("reissues and issues", 0)]
    public void The_words_are_found(string text, int expected) => Assert.Equal(expected, Found("a file", text).Count());

    private static IEnumerable<string> Found(string file, string text) =>
        from rule in Forbidden
        let match = rule.Value.Match(text)
        where match.Success
        select $"{Path.GetRelativePath(Repository.Root, file)} holds {rule.Key}: {match.Value}";

    private static string Read(string file) => Binary.Contains(Path.GetExtension(file)) ? "" : File.ReadAllText(file);

    private static Regex Pattern(string text) => new(text, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));
}
