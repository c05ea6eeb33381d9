using System.IO.Compression;
using System.Xml.Linq;
using Brokerage.Architecture.Tests.References;

namespace Brokerage.Architecture.Tests.Packages;

/// <summary>What a stranger downloads. The gate packs and names the folder in <c>BROKERAGE_PACKAGES</c>.</summary>
[Trait("Category", "Gate")]
public sealed class PackageTests
{
    [Theory]
    [MemberData(nameof(House.Each), MemberType = typeof(House))]
    public void A_package_is_complete(string package)
    {
        using ZipArchive archive = Open(package, "nupkg");
        XElement metadata = Metadata(archive, package);
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.NotEmpty(Value(metadata, "description"));
        Assert.NotEmpty(Value(metadata, "tags"));
        Assert.NotNull(archive.GetEntry("README.md"));
        Assert.NotNull(archive.GetEntry($"lib/net10.0/{package}.dll"));
        Assert.NotNull(archive.GetEntry($"lib/net10.0/{package}.xml"));
    }

    [Theory]
    [MemberData(nameof(House.Each), MemberType = typeof(House))]
    public void A_package_has_its_symbols(string package)
    {
        using ZipArchive symbols = Open(package, "snupkg");
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{package}.pdb"));
    }

    [Theory]
    [MemberData(nameof(House.Each), MemberType = typeof(House))]
    public void A_package_depends_on_what_its_row_names(string package)
    {
        using ZipArchive archive = Open(package, "nupkg");
        ReferenceRule rule = ReferenceTable.Closure(package);
        XElement metadata = Metadata(archive, package);
        Findings.None(Names(metadata, "dependency", "id").Except(rule.Ours.Concat(rule.Outside), StringComparer.Ordinal));
        Findings.None(Names(metadata, "frameworkReference", "name").Where(_ => !rule.AspNetCore));
    }

    private static ZipArchive Open(string package, string kind)
    {
        string? folder = Environment.GetEnvironmentVariable("BROKERAGE_PACKAGES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "The gate packs first; BROKERAGE_PACKAGES names no folder here.");
        return ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder!, $"{package}.*.{kind}"), file => char.IsAsciiDigit(Path.GetFileName(file)[package.Length + 1])));
    }

    private static XElement Metadata(ZipArchive archive, string package)
    {
        using Stream stream = archive.GetEntry($"{package}.nuspec")!.Open();
        return XElement.Load(stream).Elements().Single();
    }

    private static string Value(XElement metadata, string name) => metadata.Elements().Single(element => element.Name.LocalName.Equals(name, StringComparison.Ordinal)).Value;

    private static IEnumerable<string> Names(XElement metadata, string element, string attribute) =>
        metadata.Descendants().Where(each => each.Name.LocalName.Equals(element, StringComparison.Ordinal)).Select(each => each.Attribute(attribute)!.Value);
}
