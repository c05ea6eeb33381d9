using Brokerage.Shapes.Making;
using Brokerage.Shapes.Reading;

namespace Brokerage.Shapes;

/// <summary>
/// The committed manifests are what the brokers' documents say today. Where the documents are at hand they are made again and compared;
/// <c>BROKERAGE_UPDATE=1</c> writes them.
/// </summary>
public sealed class ManifestTests
{
    public static TheoryData<string> Brokers { get; } = ["alpaca", "etrade", "schwab", "ibkr", "tradier", "robinhood", "fidelity"];

    [Theory]
    [MemberData(nameof(Brokers))]
    public void A_manifest_is_what_samples_and_specifications_say(string broker)
    {
        string made = ManifestMaker.Make(broker, BrokerFacts.Require(broker)).ToText();
        if (Environment.GetEnvironmentVariable("BROKERAGE_UPDATE") is "1")
        {
            File.WriteAllText(ShapeManifest.FileOf(broker), made);
        }

        Assert.Equal(made, File.ReadAllText(ShapeManifest.FileOf(broker)), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public void Every_sample_is_read_or_left_out_for_a_reason(string broker) => Assert.Empty(ManifestMaker.Forgotten(broker, BrokerFacts.Require(broker)));

    [Theory]
    [MemberData(nameof(Brokers))]
    public void A_manifest_reads_back_as_it_was_written(string broker)
    {
        var manifest = ShapeManifest.Load(broker);
        Assert.Equal(File.ReadAllText(ShapeManifest.FileOf(broker)), manifest.ToText(), ignoreLineEndingDifferences: true);
        Assert.All(manifest.Shapes.Values, shape => Assert.NotEmpty(shape.Endpoints));
        Assert.All(manifest.Shapes.Values, shape => Assert.True(shape.Fields.ContainsKey(Shape.Root), $"{shape.Name} has no root."));
    }
}
