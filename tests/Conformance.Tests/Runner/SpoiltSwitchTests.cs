namespace Brokerage.Conformance.Tests.Runner;

/// <summary>The cases of the live switch bite: an adapter that guards its placements alone is caught.</summary>
public sealed class SpoiltSwitchTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_switch_that_is_asked_for_by_placements_alone_is_caught(bool cancels)
    {
        Assert.IsType<Outcome.Passed>(await SpoiltSwitchTestBroker.RunAsync(Case.All.Single(one => one.Id == "REF-010"), cancels));
        Assert.IsType<Outcome.Failed>(await SpoiltSwitchTestBroker.RunAsync(Case.All.Single(one => one.Id == "REF-011"), cancels));
    }
}
