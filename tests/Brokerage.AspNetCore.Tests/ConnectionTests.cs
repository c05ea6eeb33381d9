using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Brokerage.AspNetCore.Tests.Support;
using static Brokerage.AspNetCore.Tests.Support.WebScene;

namespace Brokerage.AspNetCore.Tests;

/// <summary>What a user does with the connections that he has.</summary>
public sealed class ConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_is_listed_with_its_accounts()
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann);

        using var reply = await ann.GetAsync("/brokerage/connections", Token);
        using var nobody = await scene.Browser("bob").GetAsync("/brokerage/connections", Token);

        var connection = Assert.Single((await JsonAsync(reply))["connections"]!.AsArray())!;
        Assert.Equal((id, "fake", "paper", "Paper", "Active", true), (Text(connection, "connectionId"), Text(connection, "brokerId"), Text(connection, "environment"), Text(connection, "environmentKind"), Text(connection, "state"), connection["isPrimary"]!.GetValue<bool>()));
        Assert.Equal(scene.Time.GetUtcNow() + TimeSpan.FromDays(7), connection["personNeededBy"]!.GetValue<DateTimeOffset>());
        Assert.Equal(["A1", "A2"], connection["accounts"]!.AsArray().Select(account => Text(account!, "accountId")));
        Assert.Equal("""{"connections":[]}""", await nobody.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task One_connection_is_primary_in_each_kind_of_environment()
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        var first = await ConnectAsync(ann);
        var second = await ConnectAsync(ann, Wish("other"), "other/paper");
        var live = await ConnectAsync(ann, Wish(environment: "live"), "fake/live");

        using var reply = await ann.PutAsJsonAsync($"/brokerage/connections/{second}/primary", new { }, Token);
        using var again = await ann.PutAsJsonAsync($"/brokerage/connections/{second}/primary", new { }, Token);

        await JsonAsync(reply);
        await JsonAsync(again);
        var primary = (await scene.Connections.ListAsync("ann", Token)).ToDictionary(connection => connection.Connection.Value, connection => connection.IsPrimary);
        Assert.Equal((false, true, true), (primary[first], primary[second], primary[live]));
    }

    [Theory]
    [InlineData("\"  Retirement \"", "Retirement")]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public async Task A_name_is_given_and_taken_away(string given, string? stored)
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann);

        using var before = await ann.PutAsJsonAsync($"/brokerage/connections/{id}/nickname", new { nickname = "Old" }, Token);
        using var reply = await ann.PutAsync($"/brokerage/connections/{id}/nickname", new StringContent($$"""{"nickname":{{given}}}""", Encoding.UTF8, "application/json"), Token);

        await JsonAsync(before);
        Assert.Equal(stored, (await JsonAsync(reply))["nickname"]?.GetValue<string>());
        Assert.Equal(stored, (await scene.Connections.FindAsync(ConnectionId.Parse(id), Token))!.Nickname);
    }

    [Fact]
    public async Task An_account_is_named_and_left_out_of_totals_and_comes_back()
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann);

        using var reply = await ChooseAsync("""{"accountId":"A2","nickname":" Play money ","isCounted":false}""");
        var accounts = (await JsonAsync(reply))["accounts"]!.AsArray();
        using var all = await ann.GetAsync("/brokerage/portfolio", Token);
        using var counted = await ann.GetAsync("/brokerage/portfolio?counted=true", Token);
        using var refreshed = await ann.PostAsJsonAsync($"/brokerage/connections/{id}/refresh", new { }, Token);
        using var back = await ChooseAsync("""{"accountId":"A2","nickname":null,"isCounted":true}""");

        Assert.Equal((null, true, "Play money", false), (accounts[0]!["nickname"]?.GetValue<string>(), Counts(accounts[0]!), Text(accounts[1]!, "nickname"), Counts(accounts[1]!)));
        Assert.Equal(["A1", "A2"], await HeldAsync(all));
        Assert.Equal(["A1"], await HeldAsync(counted));
        Assert.Equal("Play money", Text((await JsonAsync(refreshed))["connection"]!["accounts"]![1]!, "nickname"));
        Assert.True(Counts((await JsonAsync(back))["accounts"]![1]!));

        Task<HttpResponseMessage> ChooseAsync(string choice) =>
            ann.PutAsync($"/brokerage/connections/{id}/accounts", new StringContent(choice, Encoding.UTF8, "application/json"), Token);

        static bool Counts(JsonNode account) => account["isCounted"]!.GetValue<bool>();

        static async Task<IEnumerable<string>> HeldAsync(HttpResponseMessage reply) =>
            (await JsonAsync(reply))["portfolios"]![0]!["summaries"]![0]!["accounts"]!.AsArray().Select(account => Text(account!, "accountId"));
    }

    [Theory]
    [InlineData("""{"accountId":"A9","nickname":null,"isCounted":true}""", 404, "AccountNotFound")]
    [InlineData("""{"accountId":"","nickname":null,"isCounted":true}""", 404, "AccountNotFound")]
    [InlineData("""{"accountId":"A1","nickname":"one\nline","isCounted":true}""", 400, "InvalidRequest")]
    [InlineData("""{"accountId":"A1","nickname":null}""", 400, "InvalidRequest")]
    [InlineData("""{"accountId":null,"nickname":null,"isCounted":true}""", 400, "InvalidRequest")]
    public async Task A_choice_for_no_account_or_without_sense_is_refused(string choice, int status, string code)
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann);

        using var reply = await ann.PutAsync($"/brokerage/connections/{id}/accounts", new StringContent(choice, Encoding.UTF8, "application/json"), Token);

        Assert.Equal((status, code), await ProblemAsync(reply));
    }

    [Fact]
    public async Task A_name_that_fits_no_line_is_refused()
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann);

        using var reply = await ann.PutAsJsonAsync($"/brokerage/connections/{id}/nickname", new { nickname = new string('x', 101) }, Token);

        Assert.Equal((400, "InvalidRequest"), await ProblemAsync(reply));
    }

    [Fact]
    public async Task A_refresh_takes_over_what_the_broker_says_and_keeps_what_the_user_chose()
    {
        await using var scene = await StartAsync();
        scene.Broker.FailAccounts = new BrokerageException(Make.Error(BrokerageErrorCode.BrokerUnavailable));
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann);
        var pending = await scene.Connections.FindAsync(ConnectionId.Parse(id), Token);
        scene.Broker.FailAccounts = null;

        using var first = await ann.PostAsJsonAsync($"/brokerage/connections/{id}/refresh", new { }, Token);
        var refreshed = await JsonAsync(first);
        await scene.Accounts.ChooseAsync(new AccountRef(pending!.Connection, pending.Broker, AccountId.Parse("A2")), "Mine", isCounted: false, Token);
        using var second = await ann.PostAsJsonAsync($"/brokerage/connections/{id}/refresh", new { }, Token);

        Assert.Equal((ConnectionState.Pending, BrokerageErrorCode.BrokerUnavailable), (pending.State, pending.Problem));
        Assert.True(refreshed["isComplete"]!.GetValue<bool>());
        Assert.Equal(("Active", null), (Text(refreshed["connection"]!, "state"), refreshed["connection"]!["problem"]?.GetValue<string>()));
        Assert.Equal(scene.Time.GetUtcNow(), refreshed["connection"]!["lastSyncAt"]!.GetValue<DateTimeOffset>());
        var chosen = (await JsonAsync(second))["connection"]!["accounts"]![1]!;
        Assert.Equal(("Mine", false), (Text(chosen, "nickname"), chosen["isCounted"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_refresh_that_fails_empties_nothing_and_says_why()
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann);
        var before = await scene.Connections.FindAsync(ConnectionId.Parse(id), Token);
        scene.Broker.FailAccounts = new BrokerageException(Make.Error(BrokerageErrorCode.RateLimited) with { RetryAfter = TimeSpan.FromSeconds(1.5) });

        using var reply = await ann.PostAsJsonAsync($"/brokerage/connections/{id}/refresh", new { }, Token);

        Assert.Equal((429, "RateLimited"), await ProblemAsync(reply));
        Assert.Equal(TimeSpan.FromSeconds(2), reply.Headers.RetryAfter!.Delta);
        var problem = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Token))!;
        Assert.Equal(("BackOff", "None", "fake"), (Text(problem, "recovery"), Text(problem, "effect"), Text(problem, "brokerId")));
        Assert.Equal((ConnectionState.Active, before!.Subject), ((await scene.Connections.FindAsync(before.Connection, Token))!.State, before.Subject));
        Assert.Equal(2, (await scene.Accounts.ListAsync(before.Connection, Token)).Count);
    }

    [Fact]
    public async Task A_refresh_that_tells_a_part_says_which_is_missing()
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann);
        using (await ann.GetAsync("/brokerage/portfolio", Token))
        {
        }

        scene.Broker.Made[^1].OnPositions = (account, _) => account.Value == "A2" ? throw new BrokerageException(Make.Error(BrokerageErrorCode.Timeout)) : Task.FromResult(Make.Whole<Position>());
        using var reply = await ann.PostAsJsonAsync($"/brokerage/connections/{id}/refresh", new { }, Token);

        var refreshed = await JsonAsync(reply);
        Assert.False(refreshed["isComplete"]!.GetValue<bool>());
        Assert.Equal(("A2", "Positions", "Timeout"), (Text(refreshed["failures"]![0]!, "accountId"), Text(refreshed["failures"]![0]!, "part"), Text(refreshed["failures"]![0]!["error"]!, "code")));
    }

    [Theory]
    [InlineData(ConnectionState.NeedsLogin, null, 409, "AuthExpired", "Reauthenticate", "Your login at Fake fake has ended. Please log in again.")]
    [InlineData(ConnectionState.Revoked, BrokerageErrorCode.AuthRevoked, 409, "AuthRevoked", "Reauthenticate", "Fake fake does not let this application in any more. If you want it to, log in again.")]
    [InlineData(ConnectionState.Disabled, BrokerageErrorCode.AuthExpired, 500, "Misconfigured", "TellOperator", "This connection is switched off.")]
    public async Task A_connection_that_needs_a_person_says_so_and_is_not_asked(
        ConnectionState state, BrokerageErrorCode? problem, int status, string code, string recovery, string sentence)
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann);
        var stored = (await scene.Connections.FindAsync(ConnectionId.Parse(id), Token))!;
        await scene.Connections.TryUpdateAsync(stored with { State = state, Problem = problem }, Token);
        var made = scene.Broker.Made.Count;

        using var reply = await ann.PostAsJsonAsync($"/brokerage/connections/{id}/refresh", new { }, Token);

        Assert.Equal((status, code), await ProblemAsync(reply));
        var told = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Token))!;
        Assert.Equal((recovery, sentence), (Text(told, "recovery"), Text(told, "detail")));
        using var shown = await ann.GetAsync($"/brokerage/connections/{id}", Token);
        Assert.Equal(sentence, Text(await JsonAsync(shown), "detail"));
        Assert.Equal(made, scene.Broker.Made.Count);
    }

    [Fact]
    public async Task A_login_that_ended_by_the_brokers_rule_says_how_often_it_does()
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann);
        using var before = await ann.GetAsync($"/brokerage/connections/{id}", Token);
        var stored = (await scene.Connections.FindAsync(ConnectionId.Parse(id), Token))!;
        await scene.Connections.TryUpdateAsync(stored with { State = ConnectionState.NeedsLogin, Problem = BrokerageErrorCode.AuthExpired }, Token);

        scene.Time.Advance(TimeSpan.FromDays(7));
        using var after = await ann.GetAsync($"/brokerage/connections/{id}", Token);

        Assert.Null((await JsonAsync(before))["detail"]);
        Assert.Equal("Your login at Fake fake has ended, as it does every 7 days. Please log in again.", Text(await JsonAsync(after), "detail"));
    }

    [Fact]
    public async Task An_end_is_told_to_the_broker_and_forgotten_here()
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann);

        using var reply = await ann.DeleteAsync($"/brokerage/connections/{id}", Token);
        using var again = await ann.DeleteAsync($"/brokerage/connections/{id}", Token);

        Assert.Equal("AtBroker", Text(await JsonAsync(reply), "revoked"));
        Assert.Equal((404, "AccountNotFound"), await ProblemAsync(again));
        Assert.Single(scene.Broker.Revoked);
        Assert.Empty(await scene.Connections.ListAsync("ann", Token));
    }

    [Fact]
    public async Task An_end_that_the_broker_does_not_hear_of_is_said_to_be_one()
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann);
        scene.Broker.FailRevocation = new BrokerageException(Make.Error(BrokerageErrorCode.Timeout));

        using var reply = await ann.DeleteAsync($"/brokerage/connections/{id}", Token);

        var ended = await JsonAsync(reply);
        Assert.Equal(("LocalOnly", "Timeout"), (Text(ended, "revoked"), Text(ended["error"]!, "code")));
        Assert.Empty(await scene.Connections.ListAsync("ann", Token));
    }

    [Fact]
    public async Task A_portfolio_is_the_users_own_to_the_last_digit()
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        var id = await ConnectAsync(ann);
        lock (scene.Broker.Made) scene.Broker.Made.Clear();
        using var opened = await ann.GetAsync("/brokerage/portfolio", Token);
        scene.Broker.Made[0].OnPositions = (account, _) => Task.FromResult(account.Value == "A1"
            ? Make.Whole(Make.Position(Make.Ref(id), "BTC/USD", 0.123456789012345678m, null, 65_432.10m), Make.Position(Make.Ref(id), "BRK.B", -3m, 400m, 412.3500m))
            : Make.Whole<Position>());

        using var reply = await ann.GetAsync("/brokerage/portfolio?environment=Paper&broker=fake", Token);

        var portfolio = Assert.Single((await JsonAsync(reply))["portfolios"]!.AsArray())!;
        var positions = portfolio["positions"]!.AsArray();
        Assert.Equal(("BTC/USD", "0.123456789012345678", null), (Text(positions[1]!, "instrument"), Text(positions[1]!, "quantity"), positions[1]!["averageCost"]?.GetValue<string>()));
        Assert.Equal(("-3", "400", "-1237.0500"), (Text(positions[0]!, "quantity"), Text(positions[0]!["short"]!, "averageCost"), Text(positions[0]!["marketValue"]!, "known")));
        Assert.Equal((id, "412.3500"), (Text(positions[0]!["breakdown"]![0]!, "connectionId"), Text(positions[0]!["breakdown"]![0]!, "price")));
        Assert.Equal(("Paper", true), (Text(portfolio, "environment"), portfolio["isComplete"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_broker_that_is_down_is_a_failure_beside_the_rest()
    {
        await using var scene = await StartAsync();
        var ann = scene.Browser("ann");
        await ConnectAsync(ann);
        scene.Other.Subject = "other@broker";
        await ConnectAsync(ann, Wish("other"), "other/paper");
        using (await ann.GetAsync("/brokerage/portfolio", Token))
        {
        }

        scene.Other.Made[^1].OnAccounts = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.BrokerUnavailable, "other"));
        using var reply = await ann.GetAsync("/brokerage/portfolio", Token);

        var portfolio = (await JsonAsync(reply))["portfolios"]![0]!;
        Assert.Equal(("other", "Accounts", "BrokerUnavailable"), (Text(portfolio["failures"]![0]!, "brokerId"), Text(portfolio["failures"]![0]!, "part"), Text(portfolio["failures"]![0]!["error"]!, "code")));
        Assert.NotEmpty(portfolio["positions"]!.AsArray());
    }

    [Theory]
    [InlineData("broker=a b")]
    [InlineData("environment=Unknown")]
    [InlineData("environment=7")]
    [InlineData("counted=yes")]
    public async Task A_portfolio_of_what_is_not_known_is_refused(string query)
    {
        await using var scene = await StartAsync();

        using var reply = await scene.Browser("ann").GetAsync("/brokerage/portfolio?" + query, Token);

        Assert.Equal((400, "InvalidRequest"), await ProblemAsync(reply));
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
