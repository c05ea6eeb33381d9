using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Web;
using Brokerage.AspNetCore.Tests.Support;

namespace Brokerage.AspNetCore.Tests;

/// <summary>Secrets that go in at every place where one can, and come out nowhere: no answer, no log at any level, no trace.</summary>
public sealed class CanaryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_that_goes_in_comes_out()
    {
        var seen = new ConcurrentQueue<string>();
        using var listener = Listen(seen);
        ActivitySource.AddActivityListener(listener);
        await using var scene = await WebScene.StartAsync();
        var ann = scene.Browser("ann");
        var canaries = new List<string>();
        var kinds = new[] { SignInKind.Redirect, SignInKind.RequestToken, SignInKind.OwnSession };

        foreach (var kind in kinds)
        {
            scene.Broker.Kind = kind;
            foreach (var end in new[] { "code=good", "code=" + Canary(), "error=denied&code=" + Canary() })
            {
                var query = await WebScene.BeginAsync(ann) + "&session=" + Canary();
                query = query.Replace("code=good", end, StringComparison.Ordinal);
                if (kind == SignInKind.RequestToken) query = query.Replace("state=", "oauth_token=", StringComparison.Ordinal) + "&oauth_verifier=" + Canary();
                foreach (var path in new[] { "fake/live", "other/paper", "fake/paper", "fake/paper", "nobody/nowhere" }) await KeepAsync(await ann.GetAsync($"/brokerage/callback/{path}?{query}", Token));
                await KeepAsync(await scene.Browser("bob").GetAsync($"/brokerage/callback/fake/paper?{query}", Token));
                await KeepAsync(await scene.Browser(null).GetAsync($"/brokerage/callback/fake/paper?{query}", Token));
                canaries.AddRange(HttpUtility.ParseQueryString(query).Cast<string>().Where(name => name is "state" or "oauth_token").Select(name => HttpUtility.ParseQueryString(query)[name]!));
            }
        }

        foreach (var what in new[] { "code", "keys", "poll" })
        {
            foreach (var body in Bodies()) await KeepAsync(await ann.PostAsync("/brokerage/sign-ins/" + what, new StringContent(body, Encoding.UTF8, "application/json"), Token));
            await KeepAsync(await scene.Browser(null).PostAsJsonAsync("/brokerage/sign-ins/" + what, new { handle = Canary() }, Token));
            await KeepAsync(await ann.PostAsync("/brokerage/sign-ins/" + what, new FormUrlEncodedContent([new("handle", Canary())]), Token));
        }

        foreach (var (kind, what) in new[] { (SignInKind.Code, "code"), (SignInKind.Keys, "keys") })
        {
            scene.Broker.Kind = kind;
            using var begun = await ann.PostAsJsonAsync("/brokerage/sign-ins", WebScene.Wish(), Token);
            var handle = (await WebScene.JsonAsync(begun))["handle"]!.GetValue<string>();
            object answer = kind == SignInKind.Code ? new { handle, code = Canary() } : new { handle, keys = new { key = Canary() } };
            await KeepAsync(await ann.PostAsJsonAsync("/brokerage/sign-ins/" + what, answer, Token));
            await KeepAsync(await ann.PostAsJsonAsync("/brokerage/sign-ins/" + what, answer, Token));
        }

        foreach (var line in scene.Logs.Lines) seen.Enqueue(line);
        var all = string.Join('\n', seen);
        Assert.Contains("/brokerage/callback/fake/paper", all, StringComparison.Ordinal);
        Assert.Contains("SignInAlreadyUsed", all, StringComparison.Ordinal);
        // What is written in three ways, and the first letters of it, which alone would be enough to guess at.
        foreach (var canary in canaries.Where(canary => canary.Length > 8 && !canary.StartsWith("token-", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal))
        {
            foreach (var form in new[] { canary, canary[..12], Convert.ToBase64String(Encoding.UTF8.GetBytes(canary)), Uri.EscapeDataString(canary) })
            {
                var at = all.IndexOf(form, StringComparison.Ordinal);
                Assert.True(at < 0, at < 0 ? "" : $"'{form}', after: {all[Math.Max(0, at - 300)..at]}");
            }
        }

        string Canary()
        {
            var canary = "canary" + Guid.NewGuid().ToString("N");
            canaries.Add(canary);
            return canary;
        }

        string[] Bodies() =>
        [
            $$"""{"handle":"{{Canary()}}"}""",
            $$"""{"handle":"{{Canary()}}","code":"{{Canary()}}"}""",
            $$"""{"handle":"{{Canary()}}","keys":{"{{Canary()}}":"{{Canary()}}"} }""",
            $$"""{"handle":"{{Canary()}}","keys":{"a":"{{Canary()}}","a":"{{Canary()}}"} }""",
            $$"""{"handle":"{{Canary()}}","{{Canary()}}":1}""",
            $$"""{"handle":{"{{Canary()}}":1},"code":7}""",
            $$"""{{Canary()}}""",
            $$"""{"handle":"{{Canary()}}""",
        ];

        async Task KeepAsync(HttpResponseMessage reply)
        {
            using (reply) seen.Enqueue($"{reply}\n{await reply.Content.ReadAsStringAsync(Token)}");
        }
    }

    [Fact]
    public async Task The_host_itself_logs_queries_so_that_this_test_can_fail()
    {
        await using var scene = await WebScene.StartAsync();

        using var reply = await scene.Browser("ann").GetAsync("/brokerage/portfolio?canary=seen", Token);

        Assert.Contains(scene.Logs.Lines, line => line.Contains("canary=seen", StringComparison.Ordinal));
    }

    // The test's own requests are traced too: their addresses are the test's, not the application's.
    private static ActivityListener Listen(ConcurrentQueue<string> seen) => new()
    {
        ShouldListenTo = source => !source.Name.StartsWith("System.Net", StringComparison.Ordinal),
        Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        ActivityStopped = activity =>
        {
            seen.Enqueue(activity.DisplayName);
            foreach (var (name, value) in activity.TagObjects) seen.Enqueue($"{name}={value}");
            foreach (var item in activity.Events.SelectMany(each => each.Tags)) seen.Enqueue($"{item.Key}={item.Value}");
            foreach (var item in activity.Baggage) seen.Enqueue($"{item.Key}={item.Value}");
        },
    };
}
