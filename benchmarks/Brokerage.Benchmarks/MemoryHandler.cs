using System.Net;
using System.Net.Http.Headers;

namespace Brokerage.Benchmarks;

/// <summary>Answers at once, from memory, by address.</summary>
internal sealed class MemoryHandler(Func<Uri, byte[]> answerTo, string mediaType = "application/json") : HttpMessageHandler
{
    private readonly MediaTypeHeaderValue _type = new(mediaType);

    /// <summary>Answers by path alone.</summary>
    public MemoryHandler(IReadOnlyDictionary<string, byte[]> answers)
        : this(address => answers[address.AbsolutePath])
    {
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = answerTo(request.RequestUri!);
        HttpResponseMessage answer = new(HttpStatusCode.OK) { Content = new ByteArrayContent(body), RequestMessage = request };
        answer.Content.Headers.ContentType = _type;
        answer.Content.Headers.ContentLength = body.Length;
        return Task.FromResult(answer);
    }
}
