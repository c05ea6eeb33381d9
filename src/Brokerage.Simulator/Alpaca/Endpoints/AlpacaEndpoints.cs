using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Brokerage.Simulator.Alpaca.Access;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;
using Brokerage.Simulator.Pacing;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>What all endpoints of a host have in common: who may call, how often, and how a refusal leaves.</summary>
internal sealed class AlpacaEndpoints(EndpointTable table, AlpacaAccess access, RateBucket bucket, bool enforce)
{
    public void Map(string method, string pattern, string? scope, Func<Call, Reply> handle) => table.Map(method, pattern, call =>
    {
        var rate = bucket.Take(enforce);
        return Handle(call, scope, handle, rate) with { Headers = Headers(call, rate) };
    });

    public static Reply Ok<T>(T body, JsonTypeInfo<T> type, int status = 200) => Reply.Json(status, JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>The body, whatever it said about its type: some clients send JSON as text/plain.</summary>
    public static T Read<T>(Call call, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(call.Body.Span, type) ?? throw new AlpacaRefusal(AlpacaErrors.InvalidBody());
        }
        catch (JsonException)
        {
            throw new AlpacaRefusal(AlpacaErrors.InvalidBody());
        }
    }

    /// <summary>A whole number in the query between two bounds.</summary>
    public static int Number(Call call, string name, int absent, int least, int most)
    {
        if (call.Query(name) is not { } text)
        {
            return absent;
        }

        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
                ? number
                : throw new AlpacaRefusal(AlpacaErrors.Unprocessed($"{name} must be between {least} and {most}"));
    }

    /// <summary>An instant or a day in the query.</summary>
    public static DateTimeOffset? Time(Call call, string name)
    {
        if (call.Query(name) is not { } text)
        {
            return null;
        }

        return WireText.TryReadTime(text, out var time)
            ? time
            : throw new AlpacaRefusal(AlpacaErrors.Invalid($"invalid {name}: {text}"));
    }

    private Reply Handle(Call call, string? scope, Func<Call, Reply> handle, RateState rate)
    {
        if (access.Find(call) is not { } caller)
        {
            return AlpacaErrors.Unauthorized();
        }

        if (rate.Refused)
        {
            return AlpacaErrors.RateLimited();
        }

        if (scope is not null && !caller.May(scope))
        {
            return AlpacaErrors.Refused("insufficient scope");
        }

        try
        {
            return handle(call);
        }
        catch (AlpacaRefusal refusal)
        {
            return refusal.Reply;
        }
    }

    /// <summary>What every answer of a host says beside its body.</summary>
    public static Dictionary<string, string> Headers(Call call, RateState rate) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["X-RateLimit-Limit"] = Text(rate.Limit),
        ["X-RateLimit-Remaining"] = Text(rate.Remaining),
        ["X-RateLimit-Reset"] = Text(rate.Resets.ToUnixTimeSeconds()),
        ["X-Request-ID"] = call.Context.TraceIdentifier,
    };

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
