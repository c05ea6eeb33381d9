namespace Brokerage.Conformance;

/// <summary>Who may come in comes in, nobody else does, and what lets him in stays secret.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class SignInConformanceTests<TBroker> : ConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    private const string State = "state-of-this-case-0123456789abcdef";

    private IBrokerageAuthorizer Authorizer => Broker.Adapter.Authorizer;

    [Fact]
    [ConformanceCase("AUT-001", "A sign-in begins with a step whose ticket has an end and prints no secret; a page to go to is the broker's, and carries the state that leads back.")]
    public async Task ASignInBeginsAsync()
    {
        var request = Broker.SignInWith(State);

        var step = await AwaitAsync(Authorizer.BeginAsync(request, Token));

        Assert.False(string.IsNullOrWhiteSpace(step.Ticket.Key));
        Assert.InRange(step.Ticket.ExpiresAt, Broker.Clock.GetUtcNow().AddSeconds(1), Broker.Clock.GetUtcNow().AddHours(1));
        Assert.DoesNotContain(step.Ticket.Data.Reveal(), $"{step}; {step.Ticket}", StringComparison.Ordinal);
        if (step is SignInStep.Redirect redirect)
        {
            Assert.True(Broker.Environment.Allows(EndpointPurpose.SignIn, redirect.Address), $"{redirect.Address} is no address of signing in.");
            Assert.True(redirect.Correlation != SignInCorrelation.State || redirect.Address.Query.Contains(State, StringComparison.Ordinal), "The page is not told the state.");
        }
    }

    [Fact]
    [ConformanceCase("AUT-002", "Who signs in gets secrets that open his account, also after ticket and secrets were stored; what they are is never printed.")]
    public async Task WhoSignsInComesInAsync()
    {
        var begun = Broker.Clock.GetUtcNow();
        var secrets = await SignInAsync();

        var kept = SecretCodec.Decode(SecretCodec.Encode(secrets));

        Assert.InRange(secrets.LoggedInAt, begun, Broker.Clock.GetUtcNow());
        Assert.All(secrets.Values.Values, secret => Assert.DoesNotContain(secret.Reveal(), $"{secrets} {secret}", StringComparison.Ordinal));
        await AssertOpensAsync(kept);
    }

    [Fact]
    [ConformanceCase("AUT-003", "Who refuses, or has no right to come in, gets no secrets and is told so.")]
    public async Task WhoRefusesStaysOutAsync()
    {
        var step = await AwaitAsync(Authorizer.BeginAsync(Broker.SignInWith(State), Token));
        var answer = Needs(await Broker.AnswerAsync(step, allows: false, Token), "Nobody can refuse at this broker.");
        if (answer is SignInAnswer.Callback callback)
        {
            var reply = Authorizer.ReadCallback(callback.Address);
            Assert.NotNull(reply.Refusal);
            Assert.True(step is not SignInStep.Redirect { Correlation: not SignInCorrelation.OwnSessionOnly } || string.Equals(reply.Key, step.Ticket.Key, StringComparison.Ordinal), "The refusal does not say whose sign-in it ends.");
        }

        var refused = Assert.IsType<SignInResult.Refused>(await AwaitAsync(Authorizer.CompleteAsync(step.Ticket, answer, Token)));

        Assert.Equal(Broker.Adapter.Id, refused.Error.Broker);
        Assert.False(refused.Error.IsTransient);
    }

    [Fact]
    [ConformanceCase("AUT-004", "What leads back to another sign-in ends none.")]
    public async Task AnothersCallbackIsRefusedAsync()
    {
        var mine = await AwaitAsync(Authorizer.BeginAsync(Broker.SignInWith(State), Token));
        var others = await AwaitAsync(Authorizer.BeginAsync(Broker.SignInWith("state-of-somebody-else-fedcba9876543210"), Token));
        var answer = Needs(await Broker.AnswerAsync(others, allows: true, Token) as SignInAnswer.Callback, "Nobody is sent back by this broker.");

        Assert.Equal(others.Ticket.Key, Authorizer.ReadCallback(answer.Address).Key);
        Assert.IsType<SignInResult.Refused>(await AwaitAsync(Authorizer.CompleteAsync(mine.Ticket, answer, Token)));
    }

    [Fact]
    [ConformanceCase("AUT-005", "A ticket that has ended lets nobody in.")]
    public async Task AnOldTicketIsRefusedAsync()
    {
        var step = await AwaitAsync(Authorizer.BeginAsync(Broker.SignInWith(State), Token));
        Broker.PassTime(step.Ticket.ExpiresAt - Broker.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        // What the broker gives now is fresh; only the ticket is old.
        var answer = Needs(await Broker.AnswerAsync(step, allows: true, Token), "Nobody can sign in at this broker.");

        Assert.IsType<SignInResult.Refused>(await AwaitAsync(Authorizer.CompleteAsync(step.Ticket, answer, Token)));
    }

    [Theory]
    [InlineData("https://application.example/callback")]
    [InlineData("https://application.example/callback?state=&code=")]
    [InlineData("https://application.example/callback?%zz=1&state&&=#x")]
    [ConformanceCase("AUT-006", "An address that leads back to nothing names no sign-in, whatever it looks like.")]
    public void NonsenseLeadsNowhere(string address) => Assert.True(string.IsNullOrEmpty(Authorizer.ReadCallback(new Uri(address)).Key));

    [Fact]
    [ConformanceCase("AUT-007", "How a login is renewed, and whether a person must come back, is what the features say.")]
    public async Task TheLifeOfALoginIsWhatTheFeaturesSayAsync()
    {
        var life = Authorizer.LifeOf(await SignInAsync());

        Assert.Contains(life.Renewal, Features.Logins.Select(login => login.Renewal));
        Assert.Equal(Features.Has(Feature.SuiteCanRefresh), life.Renewal != Renewal.None);
        Assert.Equal(Features.Has(Feature.PersonMustReturn), life.PersonNeededBy is not null);
    }

    [Fact]
    [ConformanceCase("AUT-008", "Renewing gives secrets that open the account and keep the day of the login; where there is nothing to renew, that is said.")]
    public async Task RenewingAsync()
    {
        var secrets = await SignInAsync();
        Broker.PassTime(TimeSpan.FromMinutes(5));

        var result = await AwaitAsync(Authorizer.RefreshAsync(Broker.Environment, Broker.SignInWith(State).Application, secrets, Token));

        if (!Features.Has(Feature.SuiteCanRefresh))
        {
            Assert.IsType<RefreshResult.NothingToDo>(result);
            return;
        }

        var renewed = Assert.IsType<RefreshResult.Renewed>(result).Secrets;
        Assert.Equal(secrets.LoggedInAt, renewed.LoggedInAt);
        Assert.True(renewed.IssuedAt > secrets.IssuedAt);
        await AssertOpensAsync(renewed);
    }

    [Fact]
    [ConformanceCase("AUT-009", "Revoking ends access at the broker where the features say so, and says where it does not.")]
    public async Task RevokingAsync()
    {
        var secrets = await SignInAsync();

        var result = await AwaitAsync(Authorizer.RevokeAsync(Broker.Environment, Broker.SignInWith(State).Application, secrets, Token));

        Assert.Equal(Features.Has(Feature.RevokeAtBroker) ? RevokeResult.AtBroker : RevokeResult.LocalOnly, result);
        if (result == RevokeResult.LocalOnly)
        {
            await AssertOpensAsync(secrets);
            return;
        }

        var connection = Needs(Broker.ConnectWith(secrets), "Connections need no secrets here.");
        Assert.Equal(RecoveryAction.Reauthenticate, (await ErrorOfAsync(connection.Accounts.GetAccountsAsync(Token))).Recovery);
    }

    [Fact]
    [ConformanceCase("AUT-010", "Another person than the one who is expected does not come in, where the broker tells who he is.")]
    public async Task AnotherPersonIsRefusedAsync()
    {
        LeaveOutUnless((await SignInAsync()).Subject is not null, "The broker does not tell who has signed in.");
        var step = await AwaitAsync(Authorizer.BeginAsync(Broker.SignInWith(State) with { ExpectedSubject = "somebody-else" }, Token));
        var answer = Needs(await Broker.AnswerAsync(step, allows: true, Token), "Nobody can sign in at this broker.");

        var refused = Assert.IsType<SignInResult.Refused>(await AwaitAsync(Authorizer.CompleteAsync(step.Ticket, answer, Token)));

        Assert.Equal(BrokerageErrorCode.EnvironmentMismatch, refused.Error.Code);
    }

    [Fact]
    [ConformanceCase("AUT-011", "Secrets of another kind are a mistake of the application, told as that.")]
    public async Task ForeignSecretsAreAMistakeAsync()
    {
        LeaveOutUnless(
            await AwaitAsync(Authorizer.BeginAsync(Broker.SignInWith(State), Token)) is not SignInStep.EnterKeys { Names.Count: 0 }, "There is nothing to log in to.");
        var now = Broker.Clock.GetUtcNow();
        var foreign = new ConnectionSecrets { Scheme = "nobodys.keys", Values = new Dictionary<string, Secret>(StringComparer.Ordinal), LoggedInAt = now, IssuedAt = now };
        var connection = Needs(Broker.ConnectWith(foreign), "Connections need no secrets here.");

        Assert.Equal(BrokerageErrorCode.Misconfigured, (await ErrorOfAsync(connection.Accounts.GetAccountsAsync(Token))).Code);
    }

    private async Task<ConnectionSecrets> SignInAsync()
    {
        var step = await AwaitAsync(Authorizer.BeginAsync(Broker.SignInWith(State), Token));
        var answer = Needs(await Broker.AnswerAsync(step, allows: true, Token), "Nobody can sign in at this broker.");
        // As it comes out of a store, perhaps in another process.
        var kept = new SignInTicket(step.Ticket.Key, new Secret(step.Ticket.Data.Reveal()), step.Ticket.ExpiresAt);
        return Assert.IsType<SignInResult.SignedIn>(await AwaitAsync(Authorizer.CompleteAsync(kept, answer, Token))).Secrets;
    }

    private async Task AssertOpensAsync(ConnectionSecrets secrets)
    {
        var connection = Needs(Broker.ConnectWith(secrets), "Connections need no secrets here.");
        Assert.Contains((await AwaitAsync(connection.Accounts.GetAccountsAsync(Token))).Items, account => account.Ref.Account == Account);
    }
}
