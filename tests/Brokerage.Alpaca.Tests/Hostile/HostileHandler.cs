using System.Text;

namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>Answers as the simulator did, in the process and without a socket; one answer may be damaged.</summary>
internal sealed class HostileHandler : HttpMessageHandler
{
    private static readonly byte[] NotThere = Encoding.UTF8.GetBytes("""{"code":40410000,"message":"order not found"}""");

    private static readonly byte[] Empty = "[]"u8.ToArray();

    /// <summary>What is answered; a list of orders that was never asked for is empty.</summary>
    public IReadOnlyDictionary<string, RecordedAnswer> Answers { get; set; } = new Dictionary<string, RecordedAnswer>();

    /// <summary>Which answer is damaged; null for none.</summary>
    public string? Target { get; set; }

    /// <summary>What takes its place.</summary>
    public HostileAnswer? Answer { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // What is asked has left: only then is an answer possible.
        if (request.Content is { } content)
            await content.CopyToAsync(Stream.Null, cancellationToken);
        var key = RecordedAnswer.KeyOf(request);
        if (Answer is { } hostile && key == Target)
            return hostile.Failure is { } failure ? throw failure : hostile.ToResponse(request);
        var answer = Answers.TryGetValue(key, out var recorded)
            ? new HostileAnswer("", recorded.Body) { Status = recorded.Status, ContentType = recorded.ContentType }
            : key.StartsWith("GET /v2/orders?", StringComparison.Ordinal) ? new HostileAnswer("", Empty) : new HostileAnswer("", NotThere) { Status = 404 };
        return answer.ToResponse(request);
    }
}
