using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Brokerage.Architecture.Tests.Conventions;

/// <summary>Rules that only the text of the sources can show.</summary>
public sealed partial class SourceTests
{
    private const int MostLines = 350;

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold() =>
        Findings.None(Sources().Where(file => File.ReadLines(file).Skip(MostLines).Any()).Select(Short));

    [Fact]
    public void One_type_per_file_but_for_the_records_of_a_wire() =>
        Findings.None(Sources()
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("Wire", StringComparer.Ordinal))
            .Where(file => TopLevelType().Count(File.ReadAllText(file)) > 1)
            .Select(Short));

    [Fact]
    public void Nothing_is_left_to_be_done() =>
        Findings.None(Sources().Where(file => Unfinished().IsMatch(File.ReadAllText(file))).Select(Short));

    [Theory]
    [MemberData(nameof(House.Each), MemberType = typeof(House))]
    public void Every_package_introduces_itself(string package)
    {
        Assert.True(File.Exists(Repository.At("src", package, "README.md")), $"{package} has no README.md");
        string? description = House.Project(package).Descendants("Description").SingleOrDefault()?.Value;
        Assert.False(string.IsNullOrWhiteSpace(description), $"{package} has no <Description>");
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Repository.At("Brokerage.Abstractions.sln")).Replace('\\', '/');
        IEnumerable<string> missing =
            from area in (string[])["src", "tests", "samples", "benchmarks"]
            from file in Directory.GetFiles(Repository.At(area), "*.csproj", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
            where !solution.Contains($"\"{path}\"", StringComparison.Ordinal)
            select path;
        Findings.None(missing);
    }

    [Fact]
    public void Packages_may_be_trimmed_and_compiled_ahead_of_time() => Assert.All(House.Packages.Where(IsRunTime), package =>
        Assert.Contains(House.Assembly(package).GetCustomAttributes<AssemblyMetadataAttribute>(), metadata => metadata is { Key: "IsTrimmable", Value: "True" }));

    [Fact]
    public void No_feed_is_named()
    {
        XElement config = XElement.Load(Repository.At("nuget.config"));
        Findings.None(config.Descendants("packageSources").Select(element => element.ToString()));
    }

    // Test classes are found by reflection, and never shipped with an application.
    private static bool IsRunTime(string package) => package is not "Brokerage.Conformance";

    [GeneratedRegex(@"^(?:public|internal|file)\s(?:[a-z]+\s)*?(?:class|struct|record|interface|enum|delegate)\s", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK|XXX)\b|NotImplementedException|NotSupportedException\(\s*\)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Unfinished();

    private static IEnumerable<string> Sources() => Texts.RepositoryFiles.Below("src").Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    private static string Short(string file) => Path.GetRelativePath(Repository.Root, file);
}
