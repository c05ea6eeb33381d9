using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Brokerage.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Brokerage.AspNetCore.Tests;

/// <summary>What holds for every endpoint that is mapped, and for those to come: an endpoint that these tests have no call for fails them.</summary>
public sealed class EveryEndpointTests
{
    // A whole call for each endpoint, as Ann would make it for her connection {id}. The answer that a stranger gets stands beside it.
    private static readonly Dictionary<string, (string Path, string? Body, HttpStatusCode ForStranger)> Calls = new(StringComparer.Ordinal)
    {
        ["GET /brokerage/offers"] = ("/brokerage/offers", null, HttpStatusCode.OK),
        ["POST /brokerage/sign-ins"] = ("/brokerage/sign-ins", """{"brokerId":"fake","environment":"paper","renews":"{id}"}""", HttpStatusCode.NotFound),
        ["POST /brokerage/sign-ins/code"] = ("/brokerage/sign-ins/code", """{"handle":"{handle}","code":"good"}""", HttpStatusCode.Forbidden),
        ["POST /brokerage/sign-ins/keys"] = ("/brokerage/sign-ins/keys", """{"handle":"{handle}","keys":{"key":"good"}}""", HttpStatusCode.Forbidden),
        ["POST /brokerage/sign-ins/poll"] = ("/brokerage/sign-ins/poll", """{"handle":"{handle}"}""", HttpStatusCode.Forbidden),
        ["GET /brokerage/callback/fake/paper"] = ("/brokerage/callback/fake/paper?code=good&state={handle}", null, HttpStatusCode.Forbidden),
        ["GET /brokerage/callback/fake/live"] = ("/brokerage/callback/fake/live?code=good&state={handle}", null, HttpStatusCode.Forbidden),
        ["GET /brokerage/callback/other/paper"] = ("/brokerage/callback/other/paper?code=good&state={handle}", null, HttpStatusCode.Forbidden),
        ["GET /brokerage/connections"] = ("/brokerage/connections", null, HttpStatusCode.OK),
        ["GET /brokerage/connections/{id}"] = ("/brokerage/connections/{id}", null, HttpStatusCode.NotFound),
        ["PUT /brokerage/connections/{id}/primary"] = ("/brokerage/connections/{id}/primary", "{}", HttpStatusCode.NotFound),
        ["PUT /brokerage/connections/{id}/nickname"] = ("/brokerage/connections/{id}/nickname", """{"nickname":"mine now"}""", HttpStatusCode.NotFound),
        ["PUT /brokerage/connections/{id}/accounts"] = ("/brokerage/connections/{id}/accounts", """{"accountId":"A1","nickname":"mine","isCounted":false}""", HttpStatusCode.NotFound),
        ["POST /brokerage/connections/{id}/refresh"] = ("/brokerage/connections/{id}/refresh", "{}", HttpStatusCode.NotFound),
        ["DELETE /brokerage/connections/{id}"] = ("/brokerage/connections/{id}", null, HttpStatusCode.NotFound),
        ["GET /brokerage/portfolio"] = ("/brokerage/portfolio?connection={id}", null, HttpStatusCode.NotFound),
        ["POST /brokerage/orders/prepare"] = ("/brokerage/orders/prepare", OrderText.Limit("{id}"), HttpStatusCode.NotFound),
        ["POST /brokerage/orders/submit"] = ("/brokerage/orders/submit", """{"clientOrderId":"{order}"}""", HttpStatusCode.Conflict),
        ["GET /brokerage/orders"] = ("/brokerage/orders?connection={id}&account=A1", null, HttpStatusCode.NotFound),
        ["POST /brokerage/orders/cancel"] = ("/brokerage/orders/cancel", """{"connectionId":"{id}","accountId":"A1","orderId":"77"}""", HttpStatusCode.NotFound),
        ["GET /brokerage/orders/{clientOrderId}"] = ("/brokerage/orders/{sent}", null, HttpStatusCode.NotFound),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_has_a_call_here_and_asks_for_authorisation()
    {
        await using var scene = await WebScene.StartAsync();

        Assert.Equal(Calls.Keys.Order(StringComparer.Ordinal), scene.Endpoints.Select(NameOf).Order(StringComparer.Ordinal));
        Assert.All(scene.Endpoints, endpoint =>
        {
            Assert.NotNull(endpoint.Metadata.GetMetadata<IAuthorizeData>());
            Assert.Null(endpoint.Metadata.GetMetadata<IAllowAnonymous>());
            Assert.Equal(64 * 1024, endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize);
        });
    }

    [Fact]
    public async Task Who_is_not_logged_in_is_refused_everywhere()
    {
        await using var scene = await WebScene.StartAsync();

        await RefusesAllAsync(scene, user: null);
    }

    [Fact]
    public async Task Who_is_logged_in_without_an_id_is_refused_everywhere()
    {
        await using var scene = await WebScene.StartAsync();

        await RefusesAllAsync(scene, user: "nobody");
    }

    [Fact]
    public async Task A_host_that_opens_the_group_by_mistake_still_serves_nobody_unknown()
    {
        await using var scene = await WebScene.StartAsync(letsAnybodyIn: true);

        await RefusesAllAsync(scene, user: null);
    }

    [Fact]
    public async Task An_id_without_a_login_is_refused_everywhere()
    {
        await using var scene = await WebScene.StartAsync(options => options.UserId = _ => "ann", letsAnybodyIn: true);

        await RefusesAllAsync(scene, user: null);
    }

    [Fact]
    public async Task What_is_another_users_is_refused_everywhere_and_stays_as_it_was()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var bob = scene.Browser("bob");
        var id = await WebScene.ConnectAsync(ann);
        var order = await PrepareAsync(ann, id);
        var sent = await PrepareAsync(ann, id);
        using (var submitted = await SendAsync(ann, "POST /brokerage/orders/submit", sent)) await WebScene.JsonAsync(submitted);
        var before = await scene.Connections.FindAsync(ConnectionId.Parse(id), Token);
        var submits = Submits(scene);

        foreach (var endpoint in scene.Endpoints.Select(NameOf))
        {
            // Each answer to a sign-in takes it: a fresh one for each.
            var handle = await HandleAsync(ann);
            using var reply = await SendAsync(bob, endpoint, id, handle, order, sent);
            var text = await reply.Content.ReadAsStringAsync(Token);
            Assert.True(Calls[endpoint].ForStranger == reply.StatusCode, $"{endpoint}: {(int)reply.StatusCode} {text}");
            Assert.DoesNotContain(id, text, StringComparison.Ordinal);
            Assert.DoesNotContain("A1", text, StringComparison.Ordinal);
        }

        Assert.Equal(before, await scene.Connections.FindAsync(ConnectionId.Parse(id), Token));
        Assert.Empty(await scene.Connections.ListAsync("bob", Token));
        Assert.Equal(submits, Submits(scene));
        Assert.Empty(scene.Broker.Revoked);
    }

    [Fact]
    public async Task Its_owner_gets_an_answer_everywhere()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var id = await WebScene.ConnectAsync(ann);
        var sent = await PrepareAsync(ann, id);
        using (var submitted = await SendAsync(ann, "POST /brokerage/orders/submit", sent)) await WebScene.JsonAsync(submitted);

        // What ends the connection comes last; of the callbacks only the one that was asked for.
        foreach (var endpoint in scene.Endpoints.Select(NameOf).Where(name => !name.EndsWith("fake/live", StringComparison.Ordinal) && !name.EndsWith("other/paper", StringComparison.Ordinal)).OrderBy(name => name.StartsWith("DELETE", StringComparison.Ordinal)))
        {
            using var reply = await SendAsync(ann, endpoint, id, await HandleAsync(ann), await PrepareAsync(ann, id), sent);
            await WebScene.JsonAsync(reply);
            Assert.True(reply.Headers.CacheControl?.NoStore, endpoint);
        }
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task No_form_of_another_sites_page_gets_through(string contentType)
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var id = await WebScene.ConnectAsync(ann);

        foreach (var endpoint in scene.Endpoints.Select(NameOf).Where(name => name[0] == 'P'))
        {
            using var reply = await SendAsync(ann, endpoint, id, contentType: contentType);
            Assert.Equal((415, "InvalidRequest"), await WebScene.ProblemAsync(reply));
        }
    }

    [Fact]
    public async Task A_body_that_is_none_or_too_large_is_refused_everywhere()
    {
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var id = await WebScene.ConnectAsync(ann);

        foreach (var endpoint in scene.Endpoints.Select(NameOf).Where(name => name[0] == 'P' && !name.EndsWith("/primary", StringComparison.Ordinal) && !name.EndsWith("/refresh", StringComparison.Ordinal)))
        {
            foreach (var body in new[] { "", "null", "[]", "{", """{"unknown":1}""", $$"""{"handle":"{{new string('x', 70_000)}}"}""" })
            {
                using var request = new HttpRequestMessage(new HttpMethod("POST"), Calls[endpoint].Path.Replace("{id}", id, StringComparison.Ordinal));
                request.Method = new HttpMethod(endpoint.Split(' ')[0]);
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                using var reply = await ann.SendAsync(request, Token);
                var (status, code) = await WebScene.ProblemAsync(reply);
                Assert.True(status == (body.Length > 64 * 1024 ? 413 : 400) && code == "InvalidRequest", $"{endpoint} {body[..Math.Min(20, body.Length)]}: {status} {code}");
            }
        }
    }

    private static async Task RefusesAllAsync(WebScene scene, string? user)
    {
        var ann = scene.Browser("ann");
        var id = await WebScene.ConnectAsync(ann);
        var order = await PrepareAsync(ann, id);
        var handle = await HandleAsync(ann);
        var stranger = scene.Browser(user);
        var completions = scene.Broker.Completions;

        foreach (var endpoint in scene.Endpoints.Select(NameOf))
        {
            using var reply = await SendAsync(stranger, endpoint, id, handle, order, order);
            Assert.True(reply.StatusCode == HttpStatusCode.Unauthorized, $"{endpoint}: {(int)reply.StatusCode}");
        }

        Assert.Equal(completions, scene.Broker.Completions);
        Assert.Equal(0, Submits(scene));
        Assert.NotNull(await scene.Connections.FindAsync(ConnectionId.Parse(id), Token));
    }

    private static int Submits(WebScene scene)
    {
        lock (scene.Broker.Made) return scene.Broker.Made.Sum(connection => ((ScriptedTrading)connection.Trading!).Submitted.Count);
    }

    private static async Task<string> HandleAsync(HttpClient browser)
    {
        var query = await WebScene.BeginAsync(browser);
        return Uri.UnescapeDataString(query["state=".Length..query.IndexOf('&', StringComparison.Ordinal)]);
    }

    private static async Task<string> PrepareAsync(HttpClient browser, string connection)
    {
        using var reply = await SendAsync(browser, "POST /brokerage/orders/prepare", connection);
        return (await WebScene.JsonAsync(reply))["clientOrderId"]!.GetValue<string>();
    }

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient browser, string endpoint, string id, string? handle = null, string? order = null, string? sent = null, string contentType = "application/json")
    {
        var (path, body, _) = Calls[endpoint];
        var request = new HttpRequestMessage(new HttpMethod(endpoint.Split(' ')[0]), Fill(path));
        if (body is not null)
        {
            request.Content = new StringContent(Fill(body), Encoding.UTF8);
            request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);
        }

        return browser.SendAsync(request, Token);

        string Fill(string text) => text.Replace("{id}", id, StringComparison.Ordinal).Replace("{handle}", handle ?? "none", StringComparison.Ordinal)
            .Replace("{order}", order ?? id, StringComparison.Ordinal).Replace("{sent}", sent ?? id, StringComparison.Ordinal);
    }

    private static string NameOf(RouteEndpoint endpoint) =>
        $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} /{endpoint.RoutePattern.RawText!.TrimStart('/')}";
}
