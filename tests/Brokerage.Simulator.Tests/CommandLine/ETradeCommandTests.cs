using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Brokerage.Simulator.Tests.ETrade;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.CommandLine;

/// <summary>E*TRADE as a program, by what its document says alone.</summary>
public sealed partial class ETradeCommandTests : IDisposable
{
    private const string Option = SimulatorCommandTests.Option;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulator-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [Trait(Option, "--broker")]
    public async Task The_document_is_enough_to_sign_in_by_the_form_and_to_find_the_account()
    {
        await using var run = await StartAsync("--hold", "BRK.B=3@400");
        FieldList.Check(run.Document.GetProperty("urls"), "api:s authorize:s");
        FieldList.Check(run.Document.GetProperty("credentials"), "consumer_key:s consumer_secret:s");
        FieldList.Check(run.Document.GetProperty("accounts")[0], "account_id_key:s");
        var form = run.Document.GetProperty("authorize").GetProperty("form");
        FieldList.Check(form, "method:s action:s fields:o");

        using var http = Client(run);
        var pending = await AskForTokenAsync(http, Consumer(run), "request_token", ("oauth_callback", "oob"));
        using var content = new FormUrlEncodedContent(
            form.GetProperty("fields").EnumerateObject().Select(field => KeyValuePair.Create(field.Name, field.Value.GetString()!)));
        using var page = await http.PostAsync(Page(form.GetProperty("action").GetString()!, pending), content, TestContext.Current.CancellationToken);
        var code = Code().Match(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups["code"].Value;
        var access = await AskForTokenAsync(http, pending, "access_token", ("oauth_verifier", code));

        var holdings = await GetAsync(http, access, $"/v1/accounts/{run.Document.GetProperty("accounts")[0].GetProperty("account_id_key").GetString()}/portfolio.json");
        Assert.Contains("\"BRK.B\"", holdings, StringComparison.Ordinal);
        Assert.Equal(0, await run.StopAsync());
    }

    [Fact]
    [Trait(Option, "--sandbox")]
    [Trait(Option, "--auto-approve")]
    public async Task The_sandbox_approves_by_itself_and_answers_as_ever()
    {
        await using var run = await StartAsync("--sandbox", "--auto-approve");
        Assert.Equal(JsonValueKind.Null, run.Document.GetProperty("authorize").ValueKind);
        using var http = Client(run);
        var pending = await AskForTokenAsync(http, Consumer(run), "request_token", ("oauth_callback", "oob"));
        var page = await http.GetStringAsync(Page(run.Text("urls", "authorize"), pending), TestContext.Current.CancellationToken);
        var access = await AskForTokenAsync(http, pending, "access_token", ("oauth_verifier", Code().Match(page).Groups["code"].Value));
        var key = run.Document.GetProperty("accounts")[0].GetProperty("account_id_key").GetString()!;
        Assert.Contains(key, await GetAsync(http, access, "/v1/accounts/list.json"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait(Option, "--redirect-uri")]
    public async Task A_registered_address_is_where_users_go()
    {
        await using var run = await StartAsync("--redirect-uri", "https://app.example/back", "--auto-approve");
        using var http = Client(run);
        var pending = await AskForTokenAsync(http, Consumer(run), "request_token", ("oauth_callback", "oob"));
        using var answer = await http.GetAsync(Page(run.Text("urls", "authorize"), pending), TestContext.Current.CancellationToken);
        Assert.Equal("app.example", answer.Headers.Location!.Host);
    }

    [Theory]
    [Trait(Option, "--signed-origin")]
    [InlineData("http://gateway.example:81", HttpStatusCode.OK)]
    [InlineData("http://elsewhere.example", HttpStatusCode.Unauthorized)]
    public async Task Signatures_for_other_origins_pass_where_they_are_named(string origin, HttpStatusCode status)
    {
        await using var run = await StartAsync("--signed-origin", "http://gateway.example:81", "--signed-origin=https://proxy.example/");
        using var http = Client(run);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/oauth/request_token");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            Signer.Header(Signer.Parameters("GET", new Uri(origin + "/oauth/request_token"), Consumer(run), DateTimeOffset.UtcNow, ("oauth_callback", "oob"))));
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("--signed-origin", "gateway")]
    [InlineData("--redirect-uri", "app")]
    public async Task An_address_that_is_none_is_a_mistake(string option, string value)
    {
        using var errors = new StringWriter();
        Assert.Equal(2, await SimulatorCommand.RunAsync(["--broker", "etrade", option, value], TextWriter.Null, errors, TestContext.Current.CancellationToken));
        Assert.Contains($"{option}: '{value}' is no address", errors.ToString(), StringComparison.Ordinal);
    }

    private Task<CommandRun> StartAsync(params string[] options) => CommandRun.StartAsync(_folder, ["--broker", "etrade", .. options]);

    private static HttpClient Client(CommandRun run) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(run.Text("urls", "api")) };

    private static Key Consumer(CommandRun run) => new(run.Text("credentials", "consumer_key"), run.Text("credentials", "consumer_secret"));

    private static string Page(string address, Key pending) => $"{address}?key={pending.ConsumerKey}&token={Uri.EscapeDataString(pending.Token!)}";

    private static async Task<Key> AskForTokenAsync(HttpClient http, Key key, string what, (string, string) more)
    {
        var form = HttpUtility.ParseQueryString(await GetAsync(http, key, "/oauth/" + what, more));
        return key with { Token = form["oauth_token"], TokenSecret = form["oauth_token_secret"]! };
    }

    private static async Task<string> GetAsync(HttpClient http, Key key, string path, params (string, string)[] more)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(
            "Authorization", Signer.Header(Signer.Parameters("GET", new Uri(http.BaseAddress!, path), key, DateTimeOffset.UtcNow, more)));
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("value=\"(?<code>[A-Z0-9]{6})\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
