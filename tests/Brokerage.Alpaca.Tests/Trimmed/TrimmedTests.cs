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
