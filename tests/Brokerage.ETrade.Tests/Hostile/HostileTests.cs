using Brokerage.TestSupport.Hostile;

namespace Brokerage.ETrade.Tests.Hostile;

/// <summary>
/// Whatever an answer holds, nothing but our own exception or a closed result comes out; nothing unreadable is read as zero, no row is lost in
/// silence, nothing hangs and nothing grows. Every answer that the simulator gives to anything that can be asked is damaged, one per case, in
/// JSON and in XML; those of OAuth's addresses are forms and text.
/// </summary>
public sealed class HostileTests
{
    public static MatrixTheoryData<bool, ulong> Few { get; } = new([false, true], Seeds.Take(2));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_as_they_are_are_read_as_they_were(bool inXml) => await HostileRun.ReplayAsync(await ETradeRehearsal.GetAsync(inXml));

    [Theory]
    [MemberData(nameof(Few))]
    public async Task A_few_damaged_answers_do_no_harm(bool inXml, ulong seed) => await HostileRun.RunAsync(await ETradeRehearsal.GetAsync(inXml), seed, 150);

    /// <summary>Half of the cases never change, half come from the commit. <c>BROKERAGE_HOSTILE</c> asks for another number of them.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Category", "Slow")]
    public async Task Thousands_of_damaged_answers_do_no_harm(bool inXml) => await HostileRun.RunAsync(await ETradeRehearsal.GetAsync(inXml), usual: 2_000);
}
