using System.Net;
using System.Net.Http.Headers;

namespace Brokerage.Benchmarks;

/// <summary>Answers at once, from memory, by path.</summary>
internal sealed class MemoryHandler(IReadOnlyDictionary<string, byte[]> answers) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = answers[request.RequestUri!.AbsolutePath];
        HttpResponseMessage answer = new(HttpStatusCode.OK) { Content = new ByteArrayContent(body), RequestMessage = request };
        answer.Content.Headers.ContentType = Json;
        answer.Content.Headers.ContentLength = body.Length;
        return Task.FromResult(answer);
    }
}
