using System.Net;
using Brokerage.Simulator.Tests.Support;
using Brokerage.Testing;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>A token sleeps after two hours, wakes by renewal, and dies at midnight in New York.</summary>
public sealed class TokenLifeTests
{
    private const string List = "/v1/accounts/list.json";
    private const string Renew = "/oauth/renew_access_token";

    [Fact]
    public async Task After_two_idle_hours_only_a_renewal_wakes_it()
    {
        await using var etrade = await TestETrade.StartAsync(forDays: true);
        etrade.Time.Advance(TimeSpan.FromMinutes(119));
        await etrade.GetAsync(List);
        etrade.Time.Advance(TimeSpan.FromMinutes(119));
        await etrade.GetAsync(List);
        etrade.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("token_expired", Problem(await etrade.SendAsync("GET", List)));
        Assert.Equal("token_expired", Problem(await etrade.SendAsync("GET", List)));

        var renewed = await etrade.OAuthAsync(Renew, etrade.SignedIn);
        Assert.Equal((HttpStatusCode.OK, "Access Token has been renewed"), (renewed.Status, renewed.Text));
        await etrade.GetAsync(List);
    }

    // Daylight saving begins on 8 March 2026 and ends on 1 November 2026.
    [Theory]
    [InlineData("2026-03-06T22:00:00Z", "2026-03-07T05:00:00Z")]
    [InlineData("2026-03-08T22:00:00Z", "2026-03-09T04:00:00Z")]
    [InlineData("2026-10-30T22:00:00Z", "2026-10-31T04:00:00Z")]
    [InlineData("2026-11-01T22:00:00Z", "2026-11-02T05:00:00Z")]
    public async Task It_dies_at_midnight_in_New_York_whatever_the_clocks_do(string signedIn, string midnight)
    {
        var end = Time(midnight);
        await using var etrade = await TestETrade.StartAsync(time: new FakeTimeProvider(Time(signedIn)), forDays: true);
        etrade.Time.Advance(end - etrade.Time.GetUtcNow() - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await etrade.OAuthAsync(Renew, etrade.SignedIn)).Status);
        await etrade.GetAsync(List);

        etrade.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("token_rejected", Problem(await etrade.SendAsync("GET", List)));
        Assert.Equal("token_rejected", Problem(await etrade.OAuthAsync(Renew, etrade.SignedIn)));
    }

    [Fact]
    public async Task An_extended_key_lives_for_days_and_still_sleeps()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { TokenDays = 30 }, forDays: true);
        etrade.Time.Advance(TimeSpan.FromDays(3));
        Assert.Equal("token_expired", Problem(await etrade.SendAsync("GET", List)));
        await etrade.OAuthAsync(Renew, etrade.SignedIn);
        await etrade.GetAsync(List);
        etrade.Time.Advance(TimeSpan.FromDays(27));
        Assert.Equal("token_rejected", Problem(await etrade.OAuthAsync(Renew, etrade.SignedIn)));
    }

    [Fact]
    public async Task What_is_revoked_is_refused_and_a_second_sign_in_leaves_the_first_alone()
    {
        await using var etrade = await TestETrade.StartAsync(forDays: true);
        var second = etrade.Simulator.SignIn();
        await etrade.GetAsync(List);
        var revoked = await etrade.OAuthAsync("/oauth/revoke_access_token", etrade.SignedIn);
        Assert.Equal((HttpStatusCode.OK, "Revoked Access Token"), (revoked.Status, revoked.Text));
        Assert.Equal("token_rejected", Problem(await etrade.SendAsync("GET", List)));

        etrade.SignedIn = etrade.Consumer with { Token = second.Token, TokenSecret = second.Secret };
        await etrade.GetAsync(List);
        etrade.Simulator.RevokeTokens();
        Assert.Equal("token_rejected", Problem(await etrade.SendAsync("GET", List)));
    }

    [Fact]
    public async Task Heads_have_the_simulators_date_and_its_server_and_the_odd_reason()
    {
        await using var etrade = await TestETrade.StartAsync(forDays: true);
        var answer = await etrade.SendAsync("GET", List);
        Assert.Equal("200", answer.Headers["reason"]);
        Assert.Equal(etrade.Time.GetUtcNow(), DateTimeOffset.Parse(answer.Headers["Date"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Equal(32, answer.Headers["X-ET-Trace"].Length);
        Assert.Equal("***", etrade.Simulator.Requests.ToList()[0].Headers["Authorization"]);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Problem(Answer answer)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        return answer.Text.Split("oauth_problem=")[1].Split('<')[0];
    }
}
