using System.Globalization;

namespace Brokerage.TestSupport;

/// <summary>
/// Seeds of randomised tests: one half never changes, the other comes from the commit (environment variable
/// <c>BROKERAGE_SEED</c>), so that every commit looks somewhere new and every failure can be repeated.
/// Used as theory data the seed stands in the name of the failed test; elsewhere put it into the message.
/// </summary>
internal static class Seeds
{
    /// <summary>What the commit's half starts from.</summary>
    public static ulong Base { get; } =
        ulong.TryParse(Environment.GetEnvironmentVariable("BROKERAGE_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : 20_260_101;

    /// <summary>A number of different seeds; the odd one more, if any, is a fixed one.</summary>
    public static IReadOnlyList<ulong> Take(int count) =>
        [.. Enumerable.Range(0, count).Select(index => Mix(((index & 1) == 0 ? 0UL : Base) + (ulong)(index / 2) + 1))];

    /// <summary>The same as theory data: <c>[MemberData(nameof(Seeds.Some), 20, MemberType = typeof(Seeds))]</c>.</summary>
    public static TheoryData<ulong> Some(int count) => [.. Take(count)];

    // SplitMix64's finaliser: neighbouring numbers give unrelated seeds.
    private static ulong Mix(ulong value)
    {
        value *= 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
