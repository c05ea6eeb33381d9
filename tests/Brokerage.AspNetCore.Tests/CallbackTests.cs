using System.Net;
using Brokerage.AspNetCore.Tests.Support;

namespace Brokerage.AspNetCore.Tests;

/// <summary>Everything that can be wrong with a callback has an answer of its own, and none of it makes or changes a connection.</summary>
public sealed class CallbackTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_callback_that_was_asked_for_connects()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");

        var id = await WebScene.ConnectAsync(ann);

        var stored = await scene.Connections.FindAsync(ConnectionId.Parse(id), Token);
        Assert.Equal(("ann", "paper", WebScene.Application, ConnectionAccess.Trading), (stored!.User, stored.Environment, stored.Application, stored.Access));
        Assert.Equal(1, scene.Broker.Completions);
    }

    [Fact]
    public async Task A_replay_is_refused()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var query = await WebScene.BeginAsync(ann);
        using var first = await ann.GetAsync($"/brokerage/callback/fake/paper?{query}", Token);
        await WebScene.JsonAsync(first);

        await RefusesAsync(scene, ann, "fake/paper", query, 409, "SignInAlreadyUsed", completions: 1);
    }

    [Fact]
    public async Task Of_many_at_once_one_connects()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var query = await WebScene.BeginAsync(ann);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ann.GetAsync($"/brokerage/callback/fake/paper?{query}", Token)));

        Assert.Single(replies, reply => reply.StatusCode == HttpStatusCode.OK);
        foreach (var reply in replies.Where(reply => reply.StatusCode != HttpStatusCode.OK)) Assert.Equal((409, "SignInAlreadyUsed"), await WebScene.ProblemAsync(reply));
        Assert.Equal(1, scene.Broker.Completions);
        Assert.Single(await scene.Connections.ListAsync("ann", Token));
    }

    [Fact]
    public async Task One_that_took_too_long_is_refused()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var query = await WebScene.BeginAsync(ann);
        scene.Time.Advance(TimeSpan.FromMinutes(5));

        await RefusesAsync(scene, ann, "fake/paper", query, 410, "SignInExpired");
    }

    [Fact]
    public async Task Another_user_is_refused_and_the_sign_in_is_over()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var query = await WebScene.BeginAsync(ann);

        await RefusesAsync(scene, scene.Browser("bob"), "fake/paper", query, 403, "SignInOtherUser");
        await RefusesAsync(scene, ann, "fake/paper", query, 409, "SignInAlreadyUsed");
    }

    [Fact]
    public async Task At_another_brokers_path_it_means_nothing()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");

        await RefusesAsync(scene, ann, "other/paper", await WebScene.BeginAsync(ann), 400, "SignInOtherBroker");
        Assert.Equal(0, scene.Other.Completions);
    }

    [Fact]
    public async Task At_another_environments_path_it_means_nothing()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");

        await RefusesAsync(scene, ann, "fake/live", await WebScene.BeginAsync(ann), 400, "SignInOtherEnvironment");
    }

    [Fact]
    public async Task At_a_path_that_differs_from_the_one_that_was_asked_for_it_means_nothing()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");

        await RefusesAsync(scene, ann, "fake/PAPER", await WebScene.BeginAsync(ann), 400, "SignInOtherAddress");
    }

    [Fact]
    public async Task What_is_not_offered_has_no_path()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");

        using var reply = await ann.GetAsync($"/brokerage/callback/other/live?{await WebScene.BeginAsync(ann)}", Token);

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }

    [Fact]
    public async Task A_state_that_nobody_gave_is_refused()
    {
        await using var scene = await WebScene.StartAsync();

        await RefusesAsync(scene, scene.Browser("ann"), "fake/paper", "state=guessed&code=good", 404, "SignInNotFound");
    }

    [Fact]
    public async Task Without_a_state_it_is_none()
    {
        await using var scene = await WebScene.StartAsync();

        await RefusesAsync(scene, scene.Browser("ann"), "fake/paper", "code=good", 400, "SignInMalformed");
        await RefusesAsync(scene, scene.Browser("ann"), "fake/paper", "", 400, "SignInMalformed");
    }

    [Fact]
    public async Task Who_says_no_has_no_connection()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var query = await WebScene.BeginAsync(ann);

        await RefusesAsync(scene, ann, "fake/paper", query.Replace("code=good", "error=access_denied", StringComparison.Ordinal), 403, "SignInDenied");
    }

    [Fact]
    public async Task A_wrong_code_is_refused_by_the_broker()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var query = await WebScene.BeginAsync(ann);

        await RefusesAsync(scene, ann, "fake/paper", query.Replace("code=good", "code=bad", StringComparison.Ordinal), 422, "SignInRefused", completions: 1);
    }

    [Fact]
    public async Task A_broker_that_is_down_is_said_to_be()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var query = await WebScene.BeginAsync(ann);
        scene.Broker.FailCompletion = new BrokerageException(Make.Error(BrokerageErrorCode.BrokerUnavailable));

        await RefusesAsync(scene, ann, "fake/paper", query, 502, "SignInBrokerFailed", completions: 1);
    }

    [Fact]
    public async Task Another_person_at_the_broker_does_not_take_a_connection_over()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var id = await WebScene.ConnectAsync(ann);
        var before = await scene.Connections.FindAsync(ConnectionId.Parse(id), Token);
        var query = await WebScene.BeginAsync(ann, WebScene.Wish(renews: id));
        scene.Broker.Subject = "bob@broker";

        using var reply = await ann.GetAsync($"/brokerage/callback/fake/paper?{query}", Token);

        Assert.Equal((409, "SignInOtherSubject"), await WebScene.ProblemAsync(reply));
        Assert.Equal([before!], await scene.Connections.ListAsync("ann", Token));
    }

    [Fact]
    public async Task Other_accounts_do_not_take_a_connection_over()
    {
        await using var scene = await WebScene.StartAsync();
        scene.Broker.Subject = null;
        var ann = scene.Browser("ann");
        var id = await WebScene.ConnectAsync(ann);
        var query = await WebScene.BeginAsync(ann, WebScene.Wish(renews: id));
        scene.Broker.Accounts = ["B1"];

        using var reply = await ann.GetAsync($"/brokerage/callback/fake/paper?{query}", Token);

        Assert.Equal((409, "SignInOtherAccounts"), await WebScene.ProblemAsync(reply));
    }

    [Fact]
    public async Task A_connection_that_was_ended_meanwhile_is_not_renewed()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var id = await WebScene.ConnectAsync(ann);
        var query = await WebScene.BeginAsync(ann, WebScene.Wish(renews: id));
        using (await ann.DeleteAsync($"/brokerage/connections/{id}", Token))
        {
        }

        await RefusesAsync(scene, ann, "fake/paper", query, 404, "SignInNoConnection", completions: 2);
    }

    [Fact]
    public async Task Where_the_callback_names_no_sign_in_the_own_browser_does()
    {
        await using var scene = await WebScene.StartAsync();
        scene.Broker.Kind = SignInKind.OwnSession;
        var ann = scene.Browser("ann");
        await WebScene.BeginAsync(ann);

        // The same user in a browser that began nothing: somebody has made her follow an address.
        await RefusesAsync(scene, scene.Browser("ann"), "fake/paper", "code=good", 400, "SignInMalformed");
        // At the path of another environment this browser has begun nothing.
        await RefusesAsync(scene, ann, "fake/live", "code=good", 400, "SignInMalformed");
        using var reply = await ann.GetAsync("/brokerage/callback/fake/paper?code=good", Token);
        await WebScene.JsonAsync(reply);
        await RefusesAsync(scene, ann, "fake/paper", "code=good", 400, "SignInMalformed", completions: 1);
    }

    [Fact]
    public async Task In_the_same_browser_another_user_is_refused()
    {
        await using var scene = await WebScene.StartAsync();
        scene.Broker.Kind = SignInKind.OwnSession;
        var browser = scene.Browser("ann");
        await WebScene.BeginAsync(browser);
        browser.DefaultRequestHeaders.Remove(HeaderLogin.Header);
        browser.DefaultRequestHeaders.Add(HeaderLogin.Header, "bob");

        await RefusesAsync(scene, browser, "fake/paper", "code=good", 403, "SignInOtherUser");
    }

    [Fact]
    public async Task Of_two_begun_in_one_browser_the_last_is_meant()
    {
        await using var scene = await WebScene.StartAsync();
        scene.Broker.Kind = SignInKind.OwnSession;
        var ann = scene.Browser("ann");
        await WebScene.BeginAsync(ann);
        await WebScene.BeginAsync(ann);

        using var reply = await ann.GetAsync("/brokerage/callback/fake/paper?code=good", Token);

        await WebScene.JsonAsync(reply);
        Assert.Single(await scene.Connections.ListAsync("ann", Token));
    }

    [Fact]
    public async Task The_session_is_for_this_browser_alone()
    {
        await using var plain = await WebScene.StartAsync();
        await using var secure = await WebScene.StartAsync(options => options.PublicAddress = new Uri("https://app.example/money/"));

        using var overHttp = await plain.Browser("ann").PostAsync("/brokerage/sign-ins", Json(), Token);
        using var overHttps = await secure.Browser("ann").PostAsync("/brokerage/sign-ins", Json(), Token);

        Assert.Matches("^brokerage-sign-in=[\\w-]{43}; max-age=600; path=/; samesite=lax; httponly$", overHttp.Headers.GetValues("Set-Cookie").Single());
        Assert.Matches("^__Host-brokerage-sign-in=[\\w-]{43}; max-age=600; path=/; secure; samesite=lax; httponly$", overHttps.Headers.GetValues("Set-Cookie").Single());
    }

    [Fact]
    public async Task A_page_of_the_applications_own_is_told_what_became_of_it()
    {
        await using var scene = await WebScene.StartAsync(options => options.ReturnTo = "/settings?tab=brokers");
        var ann = scene.Browser("ann");
        var query = await WebScene.BeginAsync(ann);

        using var connected = await ann.GetAsync($"/brokerage/callback/fake/paper?{query}", Token);
        using var again = await ann.GetAsync($"/brokerage/callback/fake/paper?{query}", Token);

        var id = (await scene.Connections.ListAsync("ann", Token)).Single().Connection;
        Assert.Equal((HttpStatusCode.Redirect, $"/settings?tab=brokers&signIn=connected&connection={id}"), (connected.StatusCode, connected.Headers.Location!.OriginalString));
        Assert.Equal((HttpStatusCode.Redirect, "/settings?tab=brokers&signIn=failed&code=SignInAlreadyUsed"), (again.StatusCode, again.Headers.Location!.OriginalString));
        Assert.Equal("no-referrer", connected.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task A_request_that_names_no_host_is_refused()
    {
        await using var scene = await WebScene.StartAsync();
        using var line = new System.Net.Sockets.TcpClient();
        await line.ConnectAsync(IPAddress.Loopback, scene.Address.Port, Token);
        await line.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET /brokerage/callback/fake/paper?state=x&code=y HTTP/1.0\r\n{HeaderLogin.Header}: ann\r\n\r\n"), Token);
        using var reader = new StreamReader(line.GetStream());

        Assert.Equal("HTTP/1.1 400 Bad Request", await reader.ReadLineAsync(Token));
    }

    private static StringContent Json() => new("""{"brokerId":"fake","environment":"paper"}""", System.Text.Encoding.UTF8, "application/json");

    private static async Task RefusesAsync(WebScene scene, HttpClient browser, string path, string query, int status, string code, int completions = 0)
    {
        var before = await scene.Connections.ListAllAsync(null, 100, Token);
        using var reply = await browser.GetAsync($"/brokerage/callback/{path}?{query}", Token);
        Assert.Equal((status, code), await WebScene.ProblemAsync(reply));
        Assert.Equal(before, await scene.Connections.ListAllAsync(null, 100, Token));
        Assert.Equal(completions, scene.Broker.Completions);
    }
}
