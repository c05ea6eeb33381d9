using System.Xml.Linq;

namespace Brokerage.Architecture.Tests.References;

/// <summary>The table of references holds, in the project files and in what was built from them.</summary>
public sealed class ReferenceTests
{
    // What the running host offers: assembly name to folder, for those that lie in a shared framework.
    private static readonly Dictionary<string, string> Frameworks = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => path.Contains("Microsoft.NETCore.App", StringComparison.Ordinal) || path.Contains("Microsoft.AspNetCore.App", StringComparison.Ordinal))
        .DistinctBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => Path.GetDirectoryName(path)!, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(House.Each), MemberType = typeof(House))]
    public void A_project_references_what_its_row_names(string package)
    {
        XElement project = House.Project(package);
        Findings.None(ReferenceTable.Forbidden(
            package,
            Includes(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))),
            project.Descendants("PackageReference").Where(item => item.Attribute("PrivateAssets")?.Value is not "all").Select(item => item.Attribute("Include")!.Value),
            Includes(project, "FrameworkReference")));
    }

    [Theory]
    [MemberData(nameof(House.Each), MemberType = typeof(House))]
    public void An_assembly_uses_what_its_row_names(string package)
    {
        ReferenceRule rule = ReferenceTable.Closure(package);
        IEnumerable<string> strangers = House.Assembly(package).GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => !IsAllowed(rule, name));
        Findings.None(strangers);
    }

    [Fact]
    public void Every_package_is_built_against_the_pinned_versions() =>
        Findings.None(
            from file in Directory.GetFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            from item in XElement.Load(file).Descendants("PackageReference")
            where item.Attribute("Version") is not null || item.Attribute("VersionOverride") is not null
            select $"{file} gives a version of its own to {item.Attribute("Include")?.Value}");

    [Theory]
    [InlineData("Brokerage.Alpaca", "Brokerage")]
    [InlineData("Brokerage.Alpaca", "Brokerage.Schwab")]
    [InlineData("Brokerage.Simulator", "Brokerage.Transport")]
    [InlineData("Brokerage.Simulator", "Brokerage.Alpaca")]
    [InlineData("Brokerage.Abstractions", "Brokerage.Markets")]
    [InlineData("Brokerage", "Brokerage.Transport")]
    [InlineData("Brokerage.Mock", "Brokerage")]
    public void The_table_bites(string package, string forbidden)
    {
        Assert.Single(ReferenceTable.Forbidden(package, [forbidden], [], []));
        Assert.False(IsAllowed(ReferenceTable.Closure(package), forbidden));
    }

    [Fact]
    public void The_contracts_take_two_packages_and_no_more()
    {
        Assert.Single(ReferenceTable.Forbidden("Brokerage.Abstractions", [], ["Microsoft.Extensions.Options"], []));
        Assert.Single(ReferenceTable.Forbidden("Brokerage.Alpaca", [], [], ["Microsoft.AspNetCore.App"]));
        Assert.False(IsAllowed(ReferenceTable.Closure("Brokerage.Abstractions"), "Microsoft.Extensions.Options"));
    }

    private static IEnumerable<string> Includes(XElement project, string item) =>
        project.Descendants(item).Select(element => element.Attribute("Include")!.Value);

    private static bool IsAllowed(ReferenceRule rule, string assembly) =>
        ReferenceTable.IsOurs(assembly)
            ? rule.Ours.Contains(assembly, StringComparer.Ordinal)
            : rule.Outside.Contains(assembly, StringComparer.Ordinal) || IsFramework(assembly, rule.AspNetCore);

    private static bool IsFramework(string assembly, bool aspNetCore) =>
        Frameworks.TryGetValue(assembly, out string? folder) && (aspNetCore || folder.Contains("Microsoft.NETCore.App", StringComparison.Ordinal));
}
