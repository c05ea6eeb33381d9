namespace Brokerage.Abstractions.Tests.Orders;

/// <summary>
/// Bytes that were written once and are only ever read: <c>Orders/Pinned/*.hex</c>. With <c>BROKERAGE_UPDATE=1</c> a file that is not there
/// yet is written; one that is there is never changed by a run.
/// </summary>
internal static class PinnedBytes
{
    internal static string Read(string name, byte[] actual)
    {
        var path = Path.Combine(Repository.Root, "tests", "Brokerage.Abstractions.Tests", "Orders", "Pinned", name + ".hex");
        if (!File.Exists(path) && string.Equals(Environment.GetEnvironmentVariable("BROKERAGE_UPDATE"), "1", StringComparison.Ordinal))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Convert.ToHexStringLower(actual) + "\n");
        }

        Assert.True(File.Exists(path), $"{path} is missing: bytes of {name} are not pinned.");
        return File.ReadAllText(path).Trim();
    }
}
