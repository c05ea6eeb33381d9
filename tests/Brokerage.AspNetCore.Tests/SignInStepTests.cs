using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Brokerage.AspNetCore.Tests.Support;
using static Brokerage.AspNetCore.Tests.Support.WebScene;

namespace Brokerage.AspNetCore.Tests;

/// <summary>Sign-ins that end without a callback: typed codes, keys, and a login somewhere else.</summary>
public sealed class SignInStepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_typed_code_connects()
    {
        await using var scene = await StartAsync();
        scene.Broker.Kind = SignInKind.Code;
        var ann = scene.Browser("ann");
        var step = await BeginAsync(ann);

        using var reply = await ann.PostAsJsonAsync("/brokerage/sign-ins/code", new { handle = Text(step, "handle"), code = "good" }, Token);

        Assert.Equal(("EnterCode", "Connected"), (Text(step, "step"), Text(await JsonAsync(reply), "outcome")));
        Assert.StartsWith("https://fake.example/login", Text(step, "address"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_code_spends_the_sign_in()
    {
        await using var scene = await StartAsync();
        scene.Broker.Kind = SignInKind.Code;
        var ann = scene.Browser("ann");
        var handle = Text(await BeginAsync(ann), "handle");

        using var wrong = await ann.PostAsJsonAsync("/brokerage/sign-ins/code", new { handle, code = "bad" }, Token);
        using var again = await ann.PostAsJsonAsync("/brokerage/sign-ins/code", new { handle, code = "good" }, Token);

        Assert.Equal((422, "SignInRefused"), await ProblemAsync(wrong));
        Assert.Equal(
            "The broker did not take this code. A code is good once and for a few minutes: begin again to get a new one.",
            Text(JsonNode.Parse(await wrong.Content.ReadAsStringAsync(Token))!, "detail"));
        Assert.Equal((409, "SignInAlreadyUsed"), await ProblemAsync(again));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_field_that_was_left_empty_spends_nothing(string empty)
    {
        await using var scene = await StartAsync();
        scene.Broker.Kind = SignInKind.Code;
        var ann = scene.Browser("ann");
        var handle = Text(await BeginAsync(ann), "handle");

        using var none = await ann.PostAsJsonAsync("/brokerage/sign-ins/code", new { handle, code = empty }, Token);
        using var typed = await ann.PostAsJsonAsync("/brokerage/sign-ins/code", new { handle, code = "good" }, Token);

        Assert.Equal((400, "InvalidRequest"), await ProblemAsync(none));
        Assert.Equal("code", Text(JsonNode.Parse(await none.Content.ReadAsStringAsync(Token))!, "field"));
        Assert.Equal("Connected", Text(await JsonAsync(typed), "outcome"));
        Assert.Equal(1, scene.Broker.Completions);
    }

    [Fact]
    public async Task Wrong_keys_are_called_keys()
    {
        await using var scene = await StartAsync();
        scene.Broker.Kind = SignInKind.Keys;
        var ann = scene.Browser("ann");
        var handle = Text(await BeginAsync(ann), "handle");

        using var wrong = await ann.PostAsJsonAsync("/brokerage/sign-ins/keys", new { handle, keys = new { key = "bad" } }, Token);

        Assert.Equal((422, "SignInRefused"), await ProblemAsync(wrong));
        Assert.StartsWith("The broker did not take these keys.", Text(JsonNode.Parse(await wrong.Content.ReadAsStringAsync(Token))!, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_connect()
    {
        await using var scene = await StartAsync();
        scene.Broker.Kind = SignInKind.Keys;
        var ann = scene.Browser("ann");
        var step = await BeginAsync(ann);

        using var reply = await ann.PostAsJsonAsync("/brokerage/sign-ins/keys", new { handle = Text(step, "handle"), keys = new { key = "good" } }, Token);

        Assert.Equal("[\"key\"]", step["keyNames"]!.ToJsonString());
        var connection = (await JsonAsync(reply))["connection"]!;
        Assert.Equal(("Active", "Trading", 2), (Text(connection, "state"), Text(connection, "access"), connection["accounts"]!.AsArray().Count));
    }

    [Fact]
    public async Task Who_logs_in_elsewhere_is_asked_about_until_he_has()
    {
        await using var scene = await StartAsync();
        scene.Broker.Kind = SignInKind.Elsewhere;
        var ann = scene.Browser("ann");
        var step = await BeginAsync(ann);
        var handle = Text(step, "handle");

        using var pending = await ann.PostAsJsonAsync("/brokerage/sign-ins/poll", new { handle }, Token);
        scene.Broker.IsLoggedInElsewhere = true;
        using var connected = await ann.PostAsJsonAsync("/brokerage/sign-ins/poll", new { handle }, Token);

        Assert.Equal(2, step["pollSeconds"]!.GetValue<double>());
        Assert.Equal(HttpStatusCode.Accepted, pending.StatusCode);
        Assert.Equal(2, (await JsonAsync(pending))["tryAgainInSeconds"]!.GetValue<double>());
        Assert.Equal("Connected", Text(await JsonAsync(connected), "outcome"));
    }

    [Fact]
    public async Task A_redirect_hands_no_handle_to_the_page()
    {
        await using var scene = await StartAsync();

        var step = await BeginAsync(scene.Browser("ann"));

        Assert.Equal("Redirect", Text(step, "step"));
        Assert.Null(step["handle"]);
    }

    [Theory]
    [InlineData("""{"brokerId":"mock","environment":"paper"}""", "brokerId")]
    [InlineData("""{"brokerId":"other","environment":"live"}""", "brokerId")]
    [InlineData("""{"brokerId":"fake","environment":"paper","application":"another"}""", "brokerId")]
    [InlineData("""{"brokerId":"fake","environment":"paper","access":"Everything"}""", "access")]
    [InlineData("""{"brokerId":"fake","environment":"paper","nickname":"two\nlines"}""", "nickname")]
    [InlineData("""{"brokerId":"fake","environment":"paper","redirectTo":"https://evil.example"}""", "$.redirectTo")]
    public async Task What_is_not_offered_cannot_be_begun(string body, string field)
    {
        await using var scene = await StartAsync();

        using var reply = await scene.Browser("ann").PostAsync("/brokerage/sign-ins", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Token);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(field, Text(JsonNode.Parse(await reply.Content.ReadAsStringAsync(Token))!, "field"));
    }

    [Fact]
    public async Task Where_there_are_several_registrations_one_is_named()
    {
        await using var scene = await StartAsync(options => options.Offer(BrokerId.Parse("fake"), "paper", "keys"));
        var ann = scene.Browser("ann");

        using var unclear = await ann.PostAsJsonAsync("/brokerage/sign-ins", Wish(), Token);
        using var clear = await ann.PostAsJsonAsync("/brokerage/sign-ins", new { brokerId = "fake", environment = "paper", application = "keys" }, Token);
        using var offers = await ann.GetAsync("/brokerage/offers", Token);

        Assert.Equal((400, "InvalidRequest"), await ProblemAsync(unclear));
        await JsonAsync(clear);
        Assert.Equal(
            """{"offers":[{"brokerId":"fake","name":"Fake fake","environment":"paper","application":"shop","loginDays":7},{"brokerId":"fake","name":"Fake fake","environment":"live","application":"shop","loginDays":7},{"brokerId":"other","name":"Fake other","environment":"paper","application":"shop","loginDays":7},{"brokerId":"fake","name":"Fake fake","environment":"paper","application":"keys","loginDays":7}]}""",
            await offers.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Reading_is_all_that_is_allowed_unless_more_is_asked_for()
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");

        var id = await ConnectAsync(ann, new { brokerId = "fake", environment = "paper" });
        using var order = await ann.PostAsync("/brokerage/orders/prepare", new StringContent(OrderText.Limit(id), System.Text.Encoding.UTF8, "application/json"), Token);

        Assert.Equal((422, "FeatureNotSupported"), await ProblemAsync(order));
    }

    [Fact]
    public async Task Who_logs_in_again_keeps_what_he_does_not_speak_of()
    {
        await using var scene = await StartAsync(options => options.Offer(BrokerId.Parse("fake"), "paper", "second"));
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann, new { brokerId = "fake", environment = "paper", application = "second", access = "Trading" });

        Assert.Equal(id, await ConnectAsync(ann, new { brokerId = "fake", environment = "paper", renews = id }));

        var connection = (await scene.Connections.FindAsync(ConnectionId.Parse(id), Token))!;
        Assert.Equal(("second", ConnectionAccess.Trading), (connection.Application, connection.Access));
    }

    private static async Task<JsonNode> BeginAsync(HttpClient browser)
    {
        using var reply = await browser.PostAsJsonAsync("/brokerage/sign-ins", Wish(), Token);
        return await JsonAsync(reply);
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
