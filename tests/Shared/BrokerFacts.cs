namespace Brokerage.TestSupport;

/// <summary>
/// The folder with the brokers' own documents and recordings, which is not part of the repository. The environment
/// variable <c>BROKERAGE_FACTS</c> names it; a test that needs it is skipped, with the reason, where it is not set.
/// </summary>
internal static class BrokerFacts
{
    /// <summary>The path of a file or folder below one broker's folder; skips the running test when it is not there.</summary>
    public static string Require(string broker, params string[] path)
    {
        string? root = Environment.GetEnvironmentVariable("BROKERAGE_FACTS");
        Assert.SkipWhen(string.IsNullOrEmpty(root), "BROKERAGE_FACTS does not name the folder with the brokers' documents.");
        string full = Path.Combine([root!, broker, .. path]);
        Assert.SkipUnless(Path.Exists(full), $"The brokers' documents hold no {Path.Combine([broker, .. path])}.");
        return full;
    }
}
