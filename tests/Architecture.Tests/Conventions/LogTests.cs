namespace Brokerage.Architecture.Tests.Conventions;

/// <summary>The rules about logging hold in every package.</summary>
public sealed class LogTests
{
    [Fact]
    public void An_event_id_names_one_message() => Findings.None(LogRules.SharedIds(House.AllTypes()));

    [Fact]
    public void The_messages_are_found() => Assert.True(LogRules.Messages(House.AllTypes()).Count() > 20);
}
