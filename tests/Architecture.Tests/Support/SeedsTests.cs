namespace Brokerage.Architecture.Tests.Support;

public sealed class SeedsTests
{
    [Fact]
    public void Seeds_differ_and_half_of_them_never_change()
    {
        IReadOnlyList<ulong> seeds = Seeds.Take(100);
        Assert.Equal(100, seeds.Distinct().Count());
        Assert.Equal(0xE220A8397B1DCDAF, seeds[0]);
    }
}
