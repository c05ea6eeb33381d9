using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Brokerage.Conformance;

namespace Brokerage.Mock.Tests.Conformance;

/// <summary>The list of cases is whole: every test of the kit is numbered, no number is used twice, and the page lists them all.</summary>
public sealed partial class CaseListTests
{
    [Fact]
    public void Every_test_of_the_kit_is_a_numbered_case() => Assert.Empty(
        from method in Tests()
        where method.GetCustomAttribute<ConformanceCaseAttribute>() is not { } one || !Number().IsMatch(one.Id) || !one.Intent.EndsWith('.')
        select method.Name);

    [Fact]
    public void No_number_is_used_twice() => Assert.Empty(Cases().GroupBy(one => one.Id, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void The_page_lists_every_case()
    {
        var path = Repository.At("docs", "conformance.md");
        var page = Page();
        if (string.Equals(Environment.GetEnvironmentVariable("BROKERAGE_UPDATE"), "1", StringComparison.Ordinal))
        {
            File.WriteAllText(path, page);
        }

        Assert.Equal(page, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static string Page()
    {
        var page = new StringBuilder("# Conformance\n\n");
        page.Append("<!-- Written by a test from the cases themselves. Do not edit: run the tests with BROKERAGE_UPDATE=1. -->\n\n");
        page.Append("What every adapter has to pass, over a simulator whose books can be read beside the wire. How to run it against an adapter of your\n");
        page.Append("own: [src/Brokerage.Conformance](../src/Brokerage.Conformance/README.md). What became of each case with each adapter:\n");
        page.Append("[results](conformance-results.md). What is required, and by which case it is held: [requirements](conformance-requirements.md). Adapters\n");
        page.Append("that are wrong on purpose, and the case that catches each: [broken adapters](broken-adapters.md).\n\n");
        page.Append("| case | what an adapter that passes is known to do |\n|---|---|\n");
        foreach (var one in Cases().OrderBy(one => one.Id, StringComparer.Ordinal))
        {
            page.Append("| ").Append(one.Id).Append(" | ").Append(one.Intent).Append(" |\n");
        }

        return page.ToString();
    }

    private static IEnumerable<ConformanceCaseAttribute> Cases() => Tests().Select(method => method.GetCustomAttribute<ConformanceCaseAttribute>()).OfType<ConformanceCaseAttribute>();

    private static IEnumerable<MethodInfo> Tests() =>
        from type in typeof(ConformanceCaseAttribute).Assembly.GetExportedTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<FactAttribute>() is not null
        select method;

    [GeneratedRegex("^[A-Z]{3}-[0-9]{3}$", RegexOptions.None, 1_000)]
    private static partial Regex Number();
}
