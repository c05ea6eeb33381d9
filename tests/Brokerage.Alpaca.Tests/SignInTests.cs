using Brokerage.Alpaca.Auth;
using Brokerage.Testing;

namespace Brokerage.Alpaca.Tests;

/// <summary>Keys that are entered and users who sign in at Alpaca's page.</summary>
public sealed class SignInTests
{
    private static readonly AlpacaOptions OAuth = new()
    {
        KeyId = TestHouse.KeyId,
        SecretKey = new Secret(TestHouse.SecretKey),
        OAuthClientId = "client-1",
        OAuthClientSecret = new Secret("client-secret"),
    };

    private static readonly Uri Redirect = new("https://app.example/callback/alpaca");

    [Theory]
    [InlineData("paper")]
    [InlineData("live")]
    public async Task The_page_is_told_the_environment_and_the_scopes(string world)
    {
        await using var house = new TestHouse(OAuth);

        var step = Assert.IsType<SignInStep.Redirect>(await BeginAsync(house, world is "live" ? AlpacaAdapter.Live : AlpacaAdapter.Paper));

        Assert.Equal(
            "https://app.alpaca.markets/oauth/authorize?response_type=code&client_id=client-1&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback%2Falpaca"
            + "&state=state-1&scope=trading%20data&env=" + world,
            step.Address.AbsoluteUri);
        Assert.Equal((SignInCorrelation.State, "state-1"), (step.Correlation, step.Ticket.Key));
        Assert.DoesNotContain("client-secret", step.Ticket.Data.Reveal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_becomes_a_token_that_is_proven_by_its_account()
    {
        await using var house = new TestHouse(OAuth);
        house.Answer("POST", "oauth/token", "Auth/POST-token");
        _ = house.Connection;
        var step = await BeginAsync(house, AlpacaAdapter.Paper);

        var result = await house.Adapter.Authorizer.CompleteAsync(
            step.Ticket, new SignInAnswer.Callback(new Uri(Redirect, "?code=c-1&state=state-1")), house.Token);

        var secrets = Assert.IsType<SignInResult.SignedIn>(result).Secrets;
        Assert.Equal("grant_type=authorization_code&code=c-1&client_id=client-1&client_secret=client-secret&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback%2Falpaca", house.Only("POST", "oauth/token").Text);
        Assert.Equal("https://api.alpaca.markets/oauth/token", house.Only("POST", "oauth/token").Address.AbsoluteUri);
        var proof = house.Only("GET", "v2/account");
        Assert.Equal("paper-api.alpaca.markets", proof.Address.Host);
        Assert.Equal("Bearer 9c1d3b52-7a70-4b1c-8f35-0d1b2c3a4e5f", proof.Headers["Authorization"]);
        Assert.Equal(Sample.Account.Value, secrets.Subject);
        Assert.Equal(["account:write", "trading", "data"], secrets.Scopes);
        Assert.Null(secrets.AccessEndsAt);
        Assert.Equal(Renewal.None, house.Adapter.Authorizer.LifeOf(secrets).Renewal);
        Assert.IsType<RefreshResult.NothingToDo>(await house.Adapter.Authorizer.RefreshAsync(AlpacaAdapter.Paper, "app", secrets, house.Token));
        Assert.Equal(RevokeResult.LocalOnly, await house.Adapter.Authorizer.RevokeAsync(AlpacaAdapter.Paper, "app", secrets, house.Token));
    }

    [Theory]
    [InlineData("?code=c-1&state=other")]
    [InlineData("?code=c-1")]
    [InlineData("?code=c-1&state=state-1&state=state-1")]
    [InlineData("?state=state-1")]
    [InlineData("?error=access_denied&state=state-1")]
    public async Task A_callback_that_does_not_fit_is_refused_and_nothing_is_exchanged(string query)
    {
        await using var house = new TestHouse(OAuth);
        var step = await BeginAsync(house, AlpacaAdapter.Paper);

        var result = await house.Adapter.Authorizer.CompleteAsync(step.Ticket, new SignInAnswer.Callback(new Uri(Redirect, query)), house.Token);

        Assert.IsType<SignInResult.Refused>(result);
        Assert.Empty(house.Requests);
    }

    [Fact]
    public async Task A_ticket_ends_after_ten_minutes()
    {
        await using var house = new TestHouse(OAuth);
        var step = await BeginAsync(house, AlpacaAdapter.Paper);
        house.Clock.Advance(TimeSpan.FromMinutes(10));

        var result = await house.Adapter.Authorizer.CompleteAsync(
            step.Ticket, new SignInAnswer.Callback(new Uri(Redirect, "?code=c-1&state=state-1")), house.Token);

        Assert.Equal(BrokerageErrorCode.AuthExpired, Assert.IsType<SignInResult.Refused>(result).Error.Code);
    }

    [Theory]
    [InlineData("Errors/401-client")]
    [InlineData("Errors/401-oauth-words")]
    public async Task Both_shapes_of_refusal_are_understood(string fixture)
    {
        await using var house = new TestHouse(OAuth);
        house.Answer("POST", "oauth/token", fixture, status: 401);
        var step = await BeginAsync(house, AlpacaAdapter.Paper);

        var result = await house.Adapter.Authorizer.CompleteAsync(
            step.Ticket, new SignInAnswer.Callback(new Uri(Redirect, "?code=c-1&state=state-1")), house.Token);

        var refused = Assert.IsType<SignInResult.Refused>(result);
        Assert.DoesNotContain("client-secret", refused.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":"invalid_grant","error_description":"code canary-1 is expired for client_secret canary-2"}""", 400, "invalid_grant")]
    [InlineData("""{"error":"the code canary-1 is not known"}""", 400, null)]
    [InlineData("""{"code":40110000,"message":"client_secret canary-2 is wrong"}""", 401, "40110000")]
    [InlineData("""{"code":"canary-1","message":"invalid_client","symbol":"canary-2"}""", 401, null)]
    public async Task What_is_said_about_credentials_is_not_quoted(string body, int status, string? code)
    {
        await using var house = new TestHouse(OAuth);
        house.AnswerText("POST", "oauth/token", body, status);
        var step = await BeginAsync(house, AlpacaAdapter.Paper);

        var result = await house.Adapter.Authorizer.CompleteAsync(
            step.Ticket, new SignInAnswer.Callback(new Uri(Redirect, "?code=canary-1&state=state-1")), house.Token);

        var error = Assert.IsType<SignInResult.Refused>(result).Error;
        Assert.Equal((null, code), (error.BrokerText, error.BrokerCode));
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_proven_before_they_are_kept()
    {
        await using var house = new TestHouse();
        _ = house.Connection;
        var step = Assert.IsType<SignInStep.EnterKeys>(await BeginAsync(house, AlpacaAdapter.Paper));
        Assert.Equal(["key_id", "secret_key"], step.Names);

        var result = await house.Adapter.Authorizer.CompleteAsync(step.Ticket, Keys("PKOTHER"), house.Token);

        var secrets = Assert.IsType<SignInResult.SignedIn>(result).Secrets;
        Assert.Equal((AlpacaSecrets.KeyScheme, Sample.Account.Value), (secrets.Scheme, secrets.Subject));
        Assert.Equal("PKOTHER", house.Only("GET", "v2/account").Headers["APCA-API-KEY-ID"]);
    }

    [Fact]
    public async Task A_live_key_in_the_paper_environment_is_refused_without_a_request()
    {
        await using var house = new TestHouse();
        var step = await BeginAsync(house, AlpacaAdapter.Paper);

        var result = await house.Adapter.Authorizer.CompleteAsync(step.Ticket, Keys("AKLIVE"), house.Token);

        Assert.Equal(BrokerageErrorCode.EnvironmentMismatch, Assert.IsType<SignInResult.Refused>(result).Error.Code);
        Assert.Empty(house.Requests);
    }

    [Fact]
    public async Task Another_account_than_expected_is_refused()
    {
        await using var house = new TestHouse();
        _ = house.Connection;
        var step = await house.Adapter.Authorizer.BeginAsync(
            new SignInRequest { Environment = AlpacaAdapter.Paper, Application = "test", State = "state-1", ExpectedSubject = "somebody" }, house.Token);

        var result = await house.Adapter.Authorizer.CompleteAsync(step.Ticket, Keys("PKOTHER"), house.Token);

        Assert.Equal(BrokerageErrorCode.EnvironmentMismatch, Assert.IsType<SignInResult.Refused>(result).Error.Code);
    }

    private static SignInAnswer.Keys Keys(string keyId) => new(new Dictionary<string, Secret>(StringComparer.Ordinal)
    {
        [AlpacaSecrets.KeyId] = new Secret(keyId),
        [AlpacaSecrets.SecretKey] = new Secret("s"),
    });

    private static Task<SignInStep> BeginAsync(TestHouse house, BrokerEnvironment environment) => house.Adapter.Authorizer.BeginAsync(
        new SignInRequest { Environment = environment, Application = "test", State = "state-1", RedirectTo = Redirect }, house.Token);
}
