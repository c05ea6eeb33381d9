using System.Net;
using System.Text.RegularExpressions;
using System.Web;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>How a user lets an application in, and how its signatures are judged.</summary>
public sealed partial class SignInTests
{
    [Fact]
    public async Task A_user_logs_on_and_types_the_code()
    {
        await using var etrade = await TestETrade.StartAsync();
        var pending = await BeginAsync(etrade);
        var page = await etrade.Http.GetStringAsync(Page(etrade, pending.Token!), TestContext.Current.CancellationToken);
        Assert.Contains("name=\"decision\" value=\"approve\"", page, StringComparison.Ordinal);

        var code = Code().Match(await PostAsync(etrade, pending.Token!, "approve")).Groups["code"].Value;
        Assert.Equal(6, code.Length);
        var answer = await etrade.OAuthAsync("/oauth/access_token", pending, more: ("oauth_verifier", code));
        var granted = HttpUtility.ParseQueryString(answer.Text);
        Assert.True(granted["oauth_token"]!.AsSpan().ContainsAny('+', '/'), granted["oauth_token"]);
        Assert.DoesNotContain("+", answer.Text, StringComparison.Ordinal);

        etrade.SignedIn = etrade.Consumer with { Token = granted["oauth_token"], TokenSecret = granted["oauth_token_secret"]! };
        await etrade.GetAsync("/v1/accounts/list.json");
        Refused("token_rejected", await etrade.OAuthAsync("/oauth/access_token", pending, more: ("oauth_verifier", code)));
    }

    [Fact]
    public async Task A_registered_address_gets_the_code_in_a_redirect_though_oob_was_asked_for()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { Callback = new Uri("https://app.example/back?app=1"), AutoApprove = true });
        var pending = await BeginAsync(etrade);
        using var answer = await etrade.Http.GetAsync(Page(etrade, pending.Token!), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("https://app.example/back?app=1&oauth_verifier=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("oauth_token", answer.Headers.Location.Query, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await etrade.OAuthAsync("/oauth/request_token", etrade.Consumer, more: ("oauth_callback", "https://app.example/back?app=1"))).Status);
    }

    [Fact]
    public async Task With_auto_approve_the_code_stands_in_the_page_and_a_raw_plus_in_the_address_is_understood()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { AutoApprove = true });
        Key pending;
        do
        {
            pending = await BeginAsync(etrade);
        }
        while (!pending.Token!.Contains('+', StringComparison.Ordinal));

        var page = await etrade.Http.GetStringAsync(
            $"{etrade.Simulator.AuthorizeAddress}?key={etrade.Consumer.ConsumerKey}&token={pending.Token}", TestContext.Current.CancellationToken);
        var answer = await etrade.OAuthAsync("/oauth/access_token", pending, inQuery: true, method: "POST", more: ("oauth_verifier", Code().Match(page).Groups["code"].Value));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task A_request_token_ends_after_five_minutes_and_who_declines_gives_no_code()
    {
        await using var etrade = await TestETrade.StartAsync();
        var pending = await BeginAsync(etrade);
        Assert.DoesNotMatch(Code(), await PostAsync(etrade, pending.Token!, "deny"));
        var code = etrade.Simulator.Approve(pending.Token!);
        Refused("token_rejected", await etrade.OAuthAsync("/oauth/access_token", pending, more: ("oauth_verifier", "WRONG1")));

        etrade.Time.Advance(TimeSpan.FromMinutes(5));
        Refused("token_rejected", await etrade.OAuthAsync("/oauth/access_token", pending, more: ("oauth_verifier", code)));
        using var page = await etrade.Http.GetAsync(Page(etrade, pending.Token!), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Throws<ArgumentException>(() => etrade.Simulator.Approve(pending.Token!));
    }

    [Fact]
    public async Task Each_mistake_in_a_signature_has_its_word()
    {
        await using var etrade = await TestETrade.StartAsync();
        const string path = "/oauth/request_token";
        (string, string) oob = ("oauth_callback", "oob");
        Refused("callback_rejected,oauth_acceptable_callback=oob", await etrade.OAuthAsync(path, etrade.Consumer, more: ("oauth_callback", "https://app.example/")));
        Refused("parameter_absent", await etrade.OAuthAsync(path, etrade.Consumer));
        Refused("consumer_key_rejected", await etrade.OAuthAsync(path, etrade.Consumer with { ConsumerKey = "0123" }, more: oob));
        Refused("signature_invalid", await etrade.OAuthAsync(path, etrade.Consumer with { ConsumerSecret = "no" }, more: oob));
        Refused("version_rejected", await etrade.OAuthAsync(path, etrade.Consumer, more: [oob, ("oauth_version", "2.0")]));
        Refused("parameter_absent", await etrade.SendAsync("GET", "/v1/accounts/list", spoil: _ => ""));
        Refused("token_rejected", await etrade.SendAsync("GET", "/v1/accounts/list", key: etrade.SignedIn with { Token = "nobody's" }));
        Refused("signature_invalid", await etrade.SendAsync("GET", "/v1/accounts/list", key: etrade.SignedIn with { TokenSecret = "wrong" }));

        string? used = null;
        await etrade.SendAsync("GET", "/v1/accounts/list.json", spoil: header => used = header);
        Refused("nonce_used", await etrade.SendAsync("GET", "/v1/accounts/list.json", spoil: _ => used!));
        etrade.Time.Advance(TimeSpan.FromSeconds(301));
        var now = etrade.Time.GetUtcNow().ToUnixTimeSeconds();
        Refused($"timestamp_refused,oauth_acceptable_timestamps={now - 300}-{now + 300}", await etrade.SendAsync("GET", "/v1/accounts/list.json", spoil: _ => used!));
    }

    [Fact]
    public async Task A_signature_may_be_made_for_the_address_for_https_and_the_host_or_for_an_origin_that_is_allowed()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { SignedOrigins = [new Uri("http://gateway.example:8080")] });
        Assert.Equal(HttpStatusCode.OK, (await etrade.SendAsync("GET", "/v1/market/quote/AAPL,BRK.B.json?detailFlag=INTRADAY", host: "api.etrade.com")).Status);
        var address = new Uri(etrade.Simulator.Address, "/v1/accounts/list.json");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var signed = new Uri("http://gateway.example:8080/v1/accounts/list.json");
        request.Headers.TryAddWithoutValidation("Authorization", Signer.Header(Signer.Parameters("GET", signed, etrade.SignedIn, etrade.Time.GetUtcNow())));
        Assert.Equal(HttpStatusCode.OK, (await etrade.ReadAsync(request)).Status);
        using var foreign = new HttpRequestMessage(HttpMethod.Get, address);
        signed = new Uri("http://elsewhere.example/v1/accounts/list.json");
        foreign.Headers.TryAddWithoutValidation("Authorization", Signer.Header(Signer.Parameters("GET", signed, etrade.SignedIn, etrade.Time.GetUtcNow())));
        Refused("signature_invalid", await etrade.ReadAsync(foreign));
    }

    [Fact]
    public async Task Keys_belong_to_an_environment_and_the_other_ones_calls_fail_without_a_code()
    {
        await using var etrade = await TestETrade.StartAsync();
        var foreign = new Key(etrade.Simulator.ForeignCredentials.ConsumerKey, etrade.Simulator.ForeignCredentials.ConsumerSecret);
        var pending = Read(await etrade.OAuthAsync("/oauth/request_token", foreign, more: ("oauth_callback", "oob")), foreign);
        var code = etrade.Simulator.Approve(pending.Token!);
        var granted = Read(await etrade.OAuthAsync("/oauth/access_token", pending, more: ("oauth_verifier", code)), foreign);
        var answer = await etrade.SendAsync("GET", "/v1/accounts/list.json", key: granted);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Contains("<Error><message>Unauthorized request - invalid Consumer key and/or session token</message></Error>", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_take_every_form_that_was_seen()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { ErrorBodies = ETradeErrorBodies.Varied });
        var texts = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var answer = await etrade.SendAsync("GET", "/v1/accounts/list.json", key: etrade.SignedIn with { Token = "nobody's" });
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            texts.Add(answer.Text);
        }

        Assert.Contains(texts, text => text.Contains("HTTP Status 401 – Unauthorized", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith("{\"Error\"", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith("Token is invalid", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("HTTP Status 401 - oauth_problem=token_rejected", StringComparison.Ordinal));
    }

    internal static async Task<Key> BeginAsync(TestETrade etrade)
    {
        var answer = await etrade.OAuthAsync("/oauth/request_token", etrade.Consumer, more: ("oauth_callback", "oob"));
        Assert.Contains("oauth_callback_confirmed=true", answer.Text, StringComparison.Ordinal);
        return Read(answer, etrade.Consumer);
    }

    private static Key Read(Answer answer, Key consumer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var form = HttpUtility.ParseQueryString(answer.Text);
        return consumer with { Token = form["oauth_token"], TokenSecret = form["oauth_token_secret"]! };
    }

    private static string Page(TestETrade etrade, string token) =>
        $"{etrade.Simulator.AuthorizeAddress}?key={etrade.Consumer.ConsumerKey}&token={Uri.EscapeDataString(token)}";

    private static async Task<string> PostAsync(TestETrade etrade, string token, string decision)
    {
        using var form = new FormUrlEncodedContent([new("decision", decision)]);
        using var answer = await etrade.Http.PostAsync(Page(etrade, token), form, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static void Refused(string problem, Answer answer)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Contains("text/html", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("oauth_problem=" + problem, answer.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("value=\"(?<code>[A-Z0-9]{6})\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
