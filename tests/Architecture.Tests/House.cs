using System.Reflection;
using System.Xml.Linq;

namespace Brokerage.Architecture.Tests;

/// <summary>The packages of the suite, as they lie in src/ and as they were built.</summary>
internal static class House
{
    /// <summary>Every package's name, which is also the name of its folder, its project and its assembly.</summary>
    public static IReadOnlyList<string> Packages { get; } =
        [.. Directory.GetFiles(Repository.At("src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>The same as theory data.</summary>
    public static TheoryData<string> Each { get; } = [.. Packages];

    /// <summary>The built assembly of a package.</summary>
    public static Assembly Assembly(string package) => System.Reflection.Assembly.Load(new AssemblyName(package));

    /// <summary>The project file of a package.</summary>
    public static XElement Project(string package) => XElement.Load(Repository.At("src", package, $"{package}.csproj"));

    /// <summary>Types that people wrote, of one package.</summary>
    public static IEnumerable<Type> Types(string package) =>
        Assembly(package).GetTypes().Where(type => !Generated.Is(type));

    /// <summary>Types that people wrote, of all packages.</summary>
    public static IEnumerable<Type> AllTypes() => Packages.SelectMany(Types);
}
