namespace Brokerage.Architecture.Tests;

/// <summary>What breaks a rule, told in full.</summary>
internal static class Findings
{
    /// <summary>Fails with every finding, one to a line.</summary>
    public static void None(IEnumerable<string> findings)
    {
        string[] all = [.. findings];
        if (all.Length > 0)
        {
            Assert.Fail(string.Join('\n', all));
        }
    }
}
