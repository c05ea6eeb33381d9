using System.Net;
using Brokerage.Testing;
using Brokerage.Transport.Tests.Http;

namespace Brokerage.Transport.Tests.Limits;

/// <summary>A broker's own count, from the headers of its answers.</summary>
public sealed class RateHeadersTests
{
    private static readonly RateHeaders Headers = new("X-Left", "X-Reset");
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 14, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("3", "20", null, 3, 20)]                               // seconds from now
    [InlineData("0", "1772461830", null, 0, 30)]                       // Unix seconds, by our clock
    [InlineData("0", "1772461830500", null, 0, 30.5)]                  // Unix milliseconds
    [InlineData("7", "1772461830", "Mon, 02 Mar 2026 14:30:10 GMT", 7, 20)]   // by the broker's own clock
    public void They_say_how_many_are_left_and_until_when(string left, string reset, string? date, int expected, double seconds) =>
        Assert.Equal(new RateCount(expected, TimeSpan.FromSeconds(seconds)), Headers.Read(Answer(left, reset, date)));

    [Theory]
    [InlineData(null, "20")]
    [InlineData("3", null)]
    [InlineData("-1", "20")]
    [InlineData("many", "20")]
    [InlineData("3", "soon")]
    [InlineData("3", "0")]
    [InlineData("3", "1772461799")]     // past
    [InlineData("3", "90000")]          // more than a day
    [InlineData("99999999999", "20")]
    public void What_says_nothing_useful_is_ignored(string? left, string? reset) => Assert.Null(Headers.Read(Answer(left, reset, null)));

    [Fact]
    public async Task A_request_waits_until_the_broker_s_own_count_is_full_again()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        FakeTimeProvider clock = new(Now);
        using ScriptedHandler script = new ScriptedHandler().On(
            HttpMethod.Get, "*", ScriptedAnswer.Json(200, "{}", ("X-Left", "0"), ("X-Reset", "15")), ScriptedAnswer.Json(200, "{}"));
        RateLimit limit = new() { Class = "*", Scope = LimitScope.Connection, Permits = 1000, Window = TimeSpan.FromMinutes(1) };
        BrokerHttpClient client = TestBroker.Client(script, options => options with { Limits = [limit], RateHeaders = Headers }, clock);
        using BrokerReply first = await client.SendAsync(TestBroker.Read(), token);
        Task<BrokerReply> second = client.SendAsync(TestBroker.Read(), token);
        clock.Advance(TimeSpan.FromSeconds(14));
        Assert.Single(script.Requests);
        clock.Advance(TimeSpan.FromSeconds(1));
        using BrokerReply reply = await second;
        Assert.Equal((null, 2), (reply.Error, script.Requests.Count));
    }

    [Theory]
    [InlineData("10", 8)]       // a better plan than we know of
    [InlineData("1", 1)]        // fewer than are left: a mistake
    [InlineData("none", 1)]
    public async Task What_the_broker_allows_in_all_takes_the_place_of_our_figure(string all, int more)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        FakeTimeProvider clock = new(Now);
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Get, "*", ScriptedAnswer.Json(200, "{}", ("X-Left", "9"), ("X-Reset", "30"), ("X-All", all)), ScriptedAnswer.Json(200, "{}"));
        RateLimit limit = new() { Class = "*", Scope = LimitScope.Connection, Permits = 2, Window = TimeSpan.FromMinutes(1) };
        BrokerHttpClient client = TestBroker.Client(script, options => options with { Limits = [limit], RateHeaders = Headers with { Limit = "X-All" } }, clock);
        using BrokerReply first = await client.SendAsync(TestBroker.Read(), token);

        List<Task<BrokerReply>> others = [.. Enumerable.Range(0, 12).Select(_ => client.SendAsync(TestBroker.Read(), token))];

        Assert.Equal(1 + more, script.Requests.Count);
        while (others.Exists(other => !other.IsCompleted)) clock.Advance(TimeSpan.FromSeconds(5));
        foreach (Task<BrokerReply> other in others) (await other).Dispose();
    }

    [Fact]
    public async Task A_read_that_its_caller_leaves_stays_counted()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        FakeTimeProvider clock = new(Now);
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Get, "*", ScriptedAnswer.Silence(), ScriptedAnswer.Json(200, "{}"));
        RateLimit limit = new() { Class = "*", Scope = LimitScope.Connection, Permits = 1, Window = TimeSpan.FromSeconds(10) };
        BrokerHttpClient client = TestBroker.Client(script, options => options with { Limits = [limit] }, clock);
        using CancellationTokenSource leaves = new();
        Task<BrokerReply> first = client.SendAsync(TestBroker.Read(), leaves.Token);
        Assert.Single(script.Requests);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Task<BrokerReply> second = client.SendAsync(TestBroker.Read(), token);
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Single(script.Requests);
        clock.Advance(TimeSpan.FromSeconds(2));
        (await second).Dispose();
        Assert.Equal(2, script.Requests.Count);
    }

    private static BrokerResponse Answer(string? left, string? reset, string? date)
    {
        HttpResponseMessage message = new(HttpStatusCode.OK);
        foreach ((string name, string? value) in new[] { ("X-Left", left), ("X-Reset", reset), ("Date", date) })
        {
            if (value is not null) message.Headers.TryAddWithoutValidation(name, value);
        }

        return new BrokerResponse(message, [], 0, Now);
    }
}
