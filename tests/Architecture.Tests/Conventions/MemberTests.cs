namespace Brokerage.Architecture.Tests.Conventions;

/// <summary>The rules about methods that wait hold in every package.</summary>
public sealed class MemberTests
{
    [Fact]
    public void What_waits_says_so_in_its_name() => Findings.None(MemberRules.WithoutSuffix(House.AllTypes()));

    [Fact]
    public void What_waits_can_be_cancelled() => Findings.None(MemberRules.WithoutToken(House.AllTypes()));

    [Fact]
    public void The_token_comes_last() => Findings.None(MemberRules.WithMisplacedToken(House.AllTypes()));
}
