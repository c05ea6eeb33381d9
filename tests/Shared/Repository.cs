namespace Brokerage.TestSupport;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A path below the root.</summary>
    public static string At(params string[] path) => Path.Combine([Root, .. path]);

    private static string Find(string from)
    {
        for (DirectoryInfo? folder = new(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Brokerage.Abstractions.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No solution lies above {from}: the tests read the repository that they were built in.");
    }
}
