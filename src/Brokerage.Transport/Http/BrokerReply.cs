using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Brokerage.Transport;

/// <summary>
/// What became of a request: an answer, or an error whose <see cref="BrokerageError.Effect"/> says whether the broker perhaps acted.
/// After an error the answer is still there if one was read.
/// </summary>
public sealed class BrokerReply : IDisposable
{
    private readonly BrokerId _broker;

    internal BrokerReply(BrokerRequest request, BrokerId broker, BrokerResponse? response, BrokerageError? error) =>
        (Request, _broker, Response, Error) = (request, broker, response, error);

    /// <summary>The answer; null when none was read.</summary>
    public BrokerResponse? Response { get; }

    /// <summary>The error; null when the broker accepted.</summary>
    public BrokerageError? Error { get; }

    internal BrokerRequest Request { get; }

    /// <summary>Nothing can have reached the broker.</summary>
    internal bool NeverLeft { get; init; }

    /// <summary>Not even a connection could be made: no such name, or nobody listening.</summary>
    internal bool NeverConnected { get; init; }

    /// <summary>The caller stopped waiting.</summary>
    internal bool IsCallersDoing { get; init; }

    /// <summary>Trying again at once would meet the same refusal of our own.</summary>
    internal bool IsFinal { get; init; }

    /// <summary>The version of the secrets that the attempt was signed with.</summary>
    internal long SignedWith { get; init; }

    internal BrokerReply With(BrokerageError error) => new(Request, _broker, Response, error);

    /// <summary>Reads the answer's JSON.</summary>
    /// <exception cref="BrokerageException">The reply is an error, or its JSON cannot be read.</exception>
    public T Read<T>(JsonTypeInfo<T> type) => TryRead(type, out T? value, out BrokerageError? error) ? value : throw new BrokerageException(error);

    /// <summary>
    /// Reads the answer's JSON. For a request that acts, an unreadable answer is an error with <see cref="Effect.Unknown"/>: the broker took
    /// the request, and what it said is lost.
    /// </summary>
    public bool TryRead<T>(JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out BrokerageError? error)
    {
        ArgumentNullException.ThrowIfNull(type);
        value = default;
        error = Error;
        if (error is not null) return false;
        try
        {
            value = JsonSerializer.Deserialize(Response!.Body.Span, type);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException or FormatException)
        {
            value = default;
        }

        if (value is not null) return true;
        error = Unreadable();
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => Response?.Dispose();

    private BrokerageError Unreadable() => new(BrokerageErrorCode.UnexpectedResponse, _broker, $"The answer to {Request.Operation} could not be read.")
    {
        Effect = Request.Class.EffectOfSilence(),
        Recovery = Request.Class.Trades() ? RecoveryAction.LookUpOrder : RecoveryAction.TellOperator,
        BrokerText = StatusErrors.MayQuote(Request, Response!) ? StatusErrors.Excerpt(Response!.Body.Span) : null,
    };
}
