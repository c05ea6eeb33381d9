using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Brokerage.Transport;

/// <summary>
/// One request to a broker, as data: where it goes, what it does, what it carries. Immutable; the pipeline makes the HTTP message,
/// anew for each attempt. Addresses and bodies are never logged.
/// </summary>
public sealed class BrokerRequest
{
    /// <summary>A constant name for logs, traces and meters, such as <c>orders.place</c>: never an id, a symbol or a path.</summary>
    public required string Operation { get; init; }

    /// <summary>What the request does at the broker.</summary>
    public required OperationClass Class { get; init; }

    /// <summary>Which of the environment's endpoints the request belongs to.</summary>
    public required EndpointPurpose Purpose { get; init; }

    /// <summary>The HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>
    /// Path and query behind the prefix of the purpose's first endpoint, without a leading slash (see <see cref="RequestPath"/>); or an
    /// absolute address that the broker gave, which must lie under one of the purpose's endpoints.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The class of the broker's rate limits that counts this request; limits of class <c>*</c> count every request.</summary>
    public string? RateClass { get; init; }

    /// <summary>The account, where limits are counted per account.</summary>
    public AccountId? Account { get; init; }

    /// <summary>Headers of this request alone, beside the client's own and the signature.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The media type of <see cref="Body"/>; null when there is no body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body's bytes.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>How long one attempt may take, its answer's body included; null for the transport's own limit of the class.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The largest answer that is read, in bytes after decompression; null for the transport's own limit.</summary>
    public int? MaxResponseBytes { get; init; }

    /// <summary>A GET that reads.</summary>
    public static BrokerRequest Get(string operation, EndpointPurpose purpose, string path, string? rateClass = null) => new()
    {
        Operation = operation,
        Class = OperationClass.Read,
        Purpose = purpose,
        Method = HttpMethod.Get,
        Path = path,
        RateClass = rateClass,
    };

    /// <summary>The bytes of a JSON body; set <see cref="ContentType"/> to <c>application/json</c> beside it.</summary>
    public static ReadOnlyMemory<byte> JsonBody<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    /// <summary>The bytes of a form body; set <see cref="ContentType"/> to <c>application/x-www-form-urlencoded</c> beside it.</summary>
    public static ReadOnlyMemory<byte> FormBody(params ReadOnlySpan<(string Name, string? Value)> fields) =>
        Encoding.ASCII.GetBytes(RequestPath.Query(fields));
}
