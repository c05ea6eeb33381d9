namespace Brokerage.AspNetCore.Tests;

/// <summary>
/// A web host that is published with everything unused taken away, and with every warning of the trimmer and of the analyzers for ahead of
/// time compiling as an error, still serves its endpoints.
/// </summary>
public sealed class TrimmedTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("brokerage-trimmed-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_trimmed_host_serves()
    {
        await TrimmedProgram.PublishAsync(_folder, "Brokerage.AspNetCore.Tests");

        var said = await TrimmedProgram.RunAsync(_folder);

        Assert.Equal(["ok offers", "ok begin", "ok keys", "ok callback", "ok connections", "ok refresh", "ok portfolio", "ok prepare", "ok submit", "ok wish", "ok problem"], said);
    }
}
