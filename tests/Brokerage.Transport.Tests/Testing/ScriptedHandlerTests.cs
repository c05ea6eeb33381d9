using Brokerage.Testing;

namespace Brokerage.Transport.Tests.Testing;

public sealed class ScriptedHandlerTests
{
    [Fact]
    public async Task Answers_come_in_order_and_the_last_one_stays()
    {
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Get, "/a", ScriptedAnswer.Empty(503), ScriptedAnswer.Json(200, "{}"));
        using HttpClient client = new(script);
        int[] statuses = [await Get(client), await Get(client), await Get(client)];
        Assert.Equal([503, 200, 200], statuses);
        Assert.Equal(3, script.Requests.Count);
    }

    [Fact]
    public async Task What_the_script_does_not_know_throws()
    {
        using ScriptedHandler script = new ScriptedHandler().OnGet("/a", "{}");
        using HttpClient client = new(script);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync(new Uri("http://localhost/b"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_recorder_keeps_method_address_headers_and_body()
    {
        using RequestRecorder recorder = new(new ScriptedHandler().On(HttpMethod.Post, "*", ScriptedAnswer.Empty(201)));
        using HttpClient client = new(recorder);
        using StringContent content = new("hello");
        await client.PostAsync(new Uri("http://localhost/b?c=d"), content, TestContext.Current.CancellationToken);
        RecordedRequest request = Assert.Single(recorder.Requests);
        Assert.Equal("POST http://localhost/b?c=d", request.ToString());
        Assert.Equal("hello", request.Text);
        Assert.Equal("text/plain; charset=utf-8", request.Headers["content-type"]);
    }

    [Fact]
    public async Task A_refused_request_never_arrives()
    {
        using ScriptedHandler script = new ScriptedHandler().On(HttpMethod.Get, "/a", ScriptedAnswer.Refused());
        using HttpClient client = new(script);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => Get(client));
        Assert.Equal(HttpRequestError.ConnectionError, failure.HttpRequestError);
        Assert.Empty(script.Requests);
    }

    private static async Task<int> Get(HttpClient client)
    {
        using HttpResponseMessage response = await client.GetAsync(new Uri("http://localhost/a"), TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
