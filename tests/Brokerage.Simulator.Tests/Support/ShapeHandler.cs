namespace Brokerage.Simulator.Tests.Support;

/// <summary>Holds every answer that passes against the recorded shapes.</summary>
internal sealed class ShapeHandler(HttpMessageHandler line, ShapeHandler.Check? check = null) : DelegatingHandler(line)
{
    private readonly Check _check = check ?? RecordedShapes.CheckAnswer;

    /// <summary>Fails for an answer that has not the recorded shape.</summary>
    internal delegate void Check(string method, string path, int status, string? type, string text);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        _check(request.Method.Method, request.RequestUri!.AbsolutePath, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, text);
        return answer;
    }
}
