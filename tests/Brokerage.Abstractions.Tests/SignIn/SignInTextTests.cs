namespace Brokerage.Abstractions.Tests.SignIn;

public sealed class SignInTextTests
{
    private const string State = "s-3141592653589793";

    [Fact]
    public void What_ties_a_sign_in_to_its_user_is_never_printed()
    {
        var environment = new BrokerEnvironment("paper", EnvironmentKind.Paper, []);
        var ticket = new SignInTicket(State, new Secret(State), DateTimeOffset.UnixEpoch);
        var page = new Uri($"https://broker.example/authorize?state={State}");
        object[] all =
        [
            ticket,
            new SignInRequest { Environment = environment, Application = "app", State = State },
            new SignInReply(State, Refusal: null),
            new SignInReply(State, new BrokerageError(BrokerageErrorCode.AuthRevoked, BrokerId.Parse("mock"), "m")),
            new SignInStep.Redirect(ticket, page, SignInCorrelation.State),
            new SignInStep.EnterCode(ticket, page),
            new SignInStep.SignInElsewhere(ticket, page, TimeSpan.FromSeconds(5)),
            new SignInStep.EnterKeys(ticket, ["key"]),
            new SignInAnswer.Callback(page),
        ];
        Assert.All(all, one => Assert.DoesNotContain(State, one.ToString(), StringComparison.Ordinal));
        Assert.All(all, one => Assert.NotEmpty(one.ToString()!));
    }
}
