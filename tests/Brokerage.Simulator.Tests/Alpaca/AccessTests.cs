using System.Net;
using System.Net.Http.Headers;
using System.Web;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.Alpaca;

public sealed class AccessTests
{
    [Theory]
    [InlineData("/v2/account")]
    [InlineData("/v2/stocks/quotes/latest?symbols=AAPL")]
    public async Task Foreign_and_missing_keys_are_refused_without_a_code(string path)
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        alpaca.Http.DefaultRequestHeaders.Clear();
        var missing = await alpaca.SendAsync("GET", path);
        alpaca.Http.DefaultRequestHeaders.Add("APCA-API-KEY-ID", "AK" + alpaca.Simulator.Credentials.KeyId[2..]);
        alpaca.Http.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", alpaca.Simulator.Credentials.SecretKey);
        var live = await alpaca.SendAsync("GET", path);

        Assert.Equal("401 - unauthorized.", missing.Refusal);
        Assert.Equal("401 - unauthorized.", live.Refusal);
    }

    [Fact]
    public async Task Keys_tell_the_environment_and_follow_from_the_seed()
    {
        await using var paper = await TestAlpaca.StartAsync();
        await using var same = await TestAlpaca.StartAsync();
        await using var live = await TestAlpaca.StartAsync(options => options with { Live = true, Seed = 2 });
        Assert.StartsWith("PK", paper.Simulator.Credentials.KeyId, StringComparison.Ordinal);
        Assert.StartsWith("AK", live.Simulator.Credentials.KeyId, StringComparison.Ordinal);
        Assert.Equal(paper.Simulator.Credentials, same.Simulator.Credentials);
        Assert.DoesNotContain(paper.Simulator.Credentials.SecretKey, paper.Simulator.Credentials.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_tells_the_rate_limit()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var first = await alpaca.SendAsync("GET", "/v2/account");
        var second = await alpaca.SendAsync("GET", "/v2/orders/nobody");
        Assert.Equal(("200", "199"), (first.Headers["X-RateLimit-Limit"], first.Headers["X-RateLimit-Remaining"]));
        Assert.Equal("198", second.Headers["X-RateLimit-Remaining"]);
        var resets = DateTimeOffset.FromUnixTimeSeconds(long.Parse(first.Headers["X-RateLimit-Reset"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(alpaca.Time.GetUtcNow().AddMinutes(1), resets);
    }

    [Theory]
    [InlineData("/v2/account", "/v2/no-such-thing")]
    [InlineData("/v2/stocks/quotes/latest?symbols=AAPL", "/v2/stocks/no-such-thing")]
    public async Task What_is_not_there_and_what_is_one_too_many_tell_the_rate_limit_too(string there, string nowhere)
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await alpaca.SendAsync("GET", there);
        alpaca.Time.Advance(TimeSpan.FromSeconds(20));
        var absent = await alpaca.SendAsync("GET", nowhere);
        alpaca.Simulator.Faults.Add(new FaultRule { Kind = FaultKind.RateLimited, Times = 1 });
        var tooMany = await alpaca.SendAsync("GET", there);

        Assert.Equal((HttpStatusCode.NotFound, "200", "198"), (absent.Status, absent.Headers["X-RateLimit-Limit"], absent.Headers["X-RateLimit-Remaining"]));
        Assert.Equal((HttpStatusCode.TooManyRequests, "200", "0"), (tooMany.Status, tooMany.Headers["X-RateLimit-Limit"], tooMany.Headers["X-RateLimit-Remaining"]));
        Assert.Equal(absent.Headers["X-RateLimit-Reset"], tooMany.Headers["X-RateLimit-Reset"]);
        Assert.Equal(
            alpaca.Time.GetUtcNow().AddSeconds(40).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), tooMany.Headers["X-RateLimit-Reset"]);
    }

    [Fact]
    public async Task Strict_pacing_refuses_and_forgives_after_the_minute()
    {
        await using var alpaca = await TestAlpaca.StartAsync(options => options with { Pacing = PacingMode.Strict, RequestsPerMinute = 2 });
        await alpaca.GetAsync("/v2/account");
        await alpaca.GetAsync("/v2/account");
        var refused = await alpaca.SendAsync("GET", "/v2/account");
        Assert.Equal("429 42910000 rate limit exceeded", refused.Refusal);
        Assert.Equal("0", refused.Headers["X-RateLimit-Remaining"]);
        await alpaca.GetAsync("/v2/stocks/quotes/latest?symbols=AAPL");

        alpaca.Time.Advance(TimeSpan.FromMinutes(1));
        await alpaca.GetAsync("/v2/account");
    }

    [Fact]
    public async Task A_user_signs_in_on_the_page_and_the_token_opens_what_he_granted()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var page = await alpaca.SendAsync("GET", Authorize(alpaca, "scope=trading&env=paper"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("name=\"decision\" value=\"approve\"", page.Text, StringComparison.Ordinal);

        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = alpaca.Simulator.Address };
        var form = HttpUtility.ParseQueryString(Authorize(alpaca, "scope=trading&env=paper").Split('?')[1]);
        using var approved = await browser.PostAsync("/oauth/authorize", Form([.. form.AllKeys.Select(key => (key!, form[key]!)), ("decision", "approve")]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
        var answer = HttpUtility.ParseQueryString(approved.Headers.Location!.Query);
        Assert.Equal("state 1", answer["state"]);

        var token = await RedeemAsync(alpaca, answer["code"]!);
        Assert.Equal(("bearer", "trading"), (token.Json.GetProperty("token_type").GetString(), token.Json.GetProperty("scope").GetString()));
        Assert.Equal("401 40110000 invalid_grant", (await RedeemAsync(alpaca, answer["code"]!)).Refusal);

        alpaca.Http.DefaultRequestHeaders.Clear();
        alpaca.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Json.GetProperty("access_token").GetString());
        await alpaca.GetAsync("/v2/account");
        await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day"}""");
        Assert.Equal(HttpStatusCode.Forbidden, (await alpaca.SendAsync("GET", "/v2/stocks/quotes/latest?symbols=AAPL")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await alpaca.SendAsync("PATCH", "/v2/account/configurations", "{}")).Status);

        alpaca.Simulator.RevokeTokens();
        Assert.Equal(HttpStatusCode.Unauthorized, (await alpaca.SendAsync("GET", "/v2/account")).Status);
    }

    [Fact]
    public async Task A_page_that_approves_by_itself_binds_the_token_to_the_environment()
    {
        await using var alpaca = await TestAlpaca.StartAsync(options => options with { AutoApprove = true });
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = alpaca.Simulator.Address };
        using var approved = await browser.GetAsync(Authorize(alpaca, "env=live"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
        var token = await RedeemAsync(alpaca, HttpUtility.ParseQueryString(approved.Headers.Location!.Query)["code"]!);

        alpaca.Http.DefaultRequestHeaders.Clear();
        alpaca.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Json.GetProperty("access_token").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await alpaca.SendAsync("GET", "/v2/account")).Status);
    }

    [Fact]
    public async Task Whoever_denies_is_sent_back_with_the_refusal_and_strangers_are_not_sent_anywhere()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = alpaca.Simulator.Address };
        var form = HttpUtility.ParseQueryString(Authorize(alpaca, "env=paper").Split('?')[1]);
        using var denied = await browser.PostAsync("/oauth/authorize", Form([.. form.AllKeys.Select(key => (key!, form[key]!)), ("decision", "deny")]), TestContext.Current.CancellationToken);
        Assert.Equal("access_denied", HttpUtility.ParseQueryString(denied.Headers.Location!.Query)["error"]);

        using var bare = await browser.PostAsync(Authorize(alpaca, "env=paper"), Form([("decision", "approve")]), TestContext.Current.CancellationToken);
        Assert.NotNull(HttpUtility.ParseQueryString(bare.Headers.Location!.Query)["code"]);

        using var elsewhere = await browser.GetAsync(Authorize(alpaca, "").Replace("callback", "elsewhere", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
    }

    [Fact]
    public async Task A_foreign_application_gets_no_token()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        using var answer = await alpaca.Http.PostAsync("/oauth/token", Form([("grant_type", "authorization_code"), ("client_id", "x"), ("client_secret", "y")]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("invalid_client", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static string Authorize(TestAlpaca alpaca, string rest) =>
        $"/oauth/authorize?response_type=code&client_id={alpaca.Simulator.Credentials.OAuthClientId}"
        + $"&redirect_uri={Uri.EscapeDataString(alpaca.Simulator.Credentials.OAuthRedirectUri)}&state=state%201&{rest}";

    private static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));

    private static async Task<Answer> RedeemAsync(TestAlpaca alpaca, string code)
    {
        var credentials = alpaca.Simulator.Credentials;
        using var response = await alpaca.Http.PostAsync(
            "/oauth/token",
            Form([
                ("grant_type", "authorization_code"), ("code", code), ("client_id", credentials.OAuthClientId),
                ("client_secret", credentials.OAuthClientSecret), ("redirect_uri", credentials.OAuthRedirectUri)]),
            TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), new Dictionary<string, string>(StringComparer.Ordinal));
    }
}
