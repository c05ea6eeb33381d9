using System.Text;

namespace Brokerage.Testing;

/// <summary>A request as it was about to leave: copied, so that it can be looked at after its message is gone.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">The full address.</param>
/// <param name="Headers">All headers of request and content; several values of one name joined by a comma and a blank.</param>
/// <param name="Body">The body's bytes; empty when there was none.</param>
public sealed record RecordedRequest(HttpMethod Method, Uri Address, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The body as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>Copies a message. Reads its body.</summary>
    public static async Task<RecordedRequest> CopyAsync(HttpRequestMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        byte[] body = message.Content is null ? [] : await message.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in message.Headers.NonValidated) headers[name] = values.ToString();
        if (message.Content is not null)
        {
            foreach (var (name, values) in message.Content.Headers.NonValidated) headers[name] = values.ToString();
        }

        return new RecordedRequest(message.Method, message.RequestUri!, headers, body);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Address}";
}
