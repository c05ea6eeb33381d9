using Brokerage.Exchange;
using Brokerage.Simulator;

namespace Brokerage.Alpaca.Tests;

/// <summary>
/// A console program that is published with everything unused taken away, and with every warning of the trimmer and of the analyzers for ahead
/// of time compiling as an error, still trades.
/// </summary>
public sealed class TrimmedTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("brokerage-trimmed-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Trimmed.csproj : error NU1101: Unable to find package Microsoft.NET.ILLink.Tasks. No packages exist with this id in source(s): local", true)]
    [InlineData("Trimmed.csproj : error NU1102: Unable to find package Microsoft.NETCore.App.Runtime.linux-x64 with version (= 10.0.1)", true)]
    [InlineData("Trimmed.csproj : error NU1101: Unable to find package Newtonsoft.Jsan. No packages exist with this id in source(s): local", false)]
    [InlineData("Trimmed.csproj(3,1): error MSB4025: The project file could not be loaded.", false)]
    [InlineData("error NU1101: Unable to find package Microsoft.NET.ILLink.Tasks.\nTrimmed.csproj(3,1): error MSB4025: The project file could not be loaded.", false)]
    [InlineData("", false)]
    public void Nothing_but_a_missing_pack_is_a_reason_to_skip(string said, bool isMissing) => Assert.Equal(isMissing, TrimmedProgram.IsPackMissing(said));

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_trimmed_program_trades()
    {
        await TrimmedProgram.PublishAsync(_folder, "Brokerage.Alpaca.Tests");
        await using var alpaca = await AlpacaSimulator.StartAsync(
            new AlpacaSimulatorOptions
            {
                Opening = new AccountOpening { Kind = MarginKind.Margin, Cash = 25_000m, Holdings = [new OpeningHolding(Sample.BrkB, 12m, 402.50m)] },
            },
            Token);

        var said = await TrimmedProgram.RunAsync(
            _folder,
            alpaca.Address.AbsoluteUri, alpaca.TradingStreamAddress.AbsoluteUri, alpaca.DataStreamAddress.AbsoluteUri, alpaca.Credentials.KeyId, alpaca.Credentials.SecretKey);

        Assert.Equal(["ok account", "ok positions", "ok order", "ok bracket", "ok refusal", "ok quotes", "ok streams", "ok extras"], said);
    }
}
