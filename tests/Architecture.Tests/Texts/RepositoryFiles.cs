namespace Brokerage.Architecture.Tests.Texts;

/// <summary>The files that people wrote: what a fresh clone holds.</summary>
internal static class RepositoryFiles
{
    private static readonly HashSet<string> Products = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", ".idea", ".vs", ".vscode", "artifacts", "bin", "BenchmarkDotNet.Artifacts", "node_modules", "obj", "StrykerOutput", "TestResults",
    };

    /// <summary>All files below a folder of the repository, without what builds and tools leave behind.</summary>
    public static IEnumerable<string> Below(params string[] folder) => Walk(new DirectoryInfo(Repository.At(folder)));

    private static IEnumerable<string> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(file => !Products.Contains(file.Name)).Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(inner => !Products.Contains(inner.Name)).SelectMany(Walk));
}
