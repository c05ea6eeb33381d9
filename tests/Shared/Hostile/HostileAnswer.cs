using System.Net;
using System.Net.Http.Headers;

namespace Brokerage.TestSupport.Hostile;

/// <summary>An answer that was damaged.</summary>
/// <param name="Kind">How, for the message of a failure.</param>
/// <param name="Body">What is left of it.</param>
internal sealed record HostileAnswer(string Kind, byte[] Body)
{
    /// <summary>The content type that the answer had.</summary>
    public const string AsItWas = "as it was";

    /// <summary>An answer that was not damaged.</summary>
    public static HostileAnswer Of(RecordedAnswer recorded) => new("none", recorded.Body) { Status = recorded.Status, ContentType = recorded.ContentType };

    public int Status { get; init; } = 200;

    /// <summary>Null for none.</summary>
    public string? ContentType { get; init; } = AsItWas;

    public string? Coding { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>What is said of the length, where that is not true.</summary>
    public long? Announced { get; init; }

    /// <summary>How the body goes on after its end.</summary>
    public BodyEnd End { get; init; }

    /// <summary>What happens instead of an answer.</summary>
    public Exception? Failure { get; init; }

    public Promise Promise { get; init; }

    /// <summary>Rows may fail, but none may be lost in silence.</summary>
    public bool NoRowLost { get; init; }

    /// <summary>Whether it can be read, and says something else than what is true.</summary>
    public bool TellsOtherwise { get; init; }

    /// <summary>Whether it may have made the adapter pause, so that the next answer would not be asked for.</summary>
    public bool MayPause => IsLasting || Headers.Count > 0 || Status is 429 or 503;

    /// <summary>Whether it tells the adapter something that it goes by from then on.</summary>
    public bool IsLasting { get; init; }

    public HttpResponseMessage ToResponse(HttpRequestMessage request)
    {
        HttpContent content = End == BodyEnd.Clean ? new ByteArrayContent(Body) : new StreamContent(new UnendingStream(Body, End));
        if (Announced is { } announced)
            content.Headers.ContentLength = announced;
        if (ContentType is AsItWas)
            throw new InvalidOperationException("Nobody has said what it was.");
        if (ContentType is { } type && !MediaTypeHeaderValue.TryParse(type, out _))
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        else if (ContentType is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        if (Coding is { } coding)
            content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        var response = new HttpResponseMessage((HttpStatusCode)Status) { Content = content, RequestMessage = request };
        foreach (var (name, value) in Headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }
}
