namespace Brokerage.Simulator.Tests.Support;

/// <summary>Holds every answer that passes against the recorded shapes.</summary>
internal sealed class ShapeHandler(HttpMessageHandler line) : DelegatingHandler(line)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        RecordedShapes.CheckAnswer(request.Method.Method, request.RequestUri!.AbsolutePath, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, text);
        return answer;
    }
}
