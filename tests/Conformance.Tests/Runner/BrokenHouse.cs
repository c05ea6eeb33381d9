using Brokerage.Conformance.Tests.Broken;

namespace Brokerage.Conformance.Tests.Runner;

/// <summary>Which adapter is broken where: test brokers are made by the suites themselves, so they are told by the flow of the calls.</summary>
internal static class BrokenHouse
{
    private static readonly AsyncLocal<BrokenAdapter?> Current = new();

    /// <summary>Runs a case with the mistake in every connection that its test broker makes.</summary>
    public static async Task<Outcome> RunAsync(Case one, Type broker, BrokenAdapter adapter)
    {
        Current.Value = adapter;
        return await CaseRunner.RunAsync(one, broker);
    }

    public static IBrokerageConnection Break(IBrokerageConnection right) => Current.Value?.Break(right) ?? right;
}
