using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Simulator.ETrade.Access;
using Brokerage.Simulator.ETrade.Sandbox;
using Brokerage.Simulator.ETrade.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Endpoints;

/// <summary>What all calls have in common: who may call, how often, in which language, and how a refusal leaves.</summary>
internal sealed class ETradeEndpoints(EndpointTable table, ETradeSimulatorOptions options, OAuthGate gate)
{
    private readonly AnswerWriter _writer = new(options);
    private readonly RateLimits _limits = new(options);
    private int _turn;

    /// <summary>
    /// Adds a call under its path with and without the suffix, which may also stand on the collection before a last parameter. The handler's
    /// tree is the answer, null is 204. <paramref name="sandbox"/> names what the sandbox always answers.
    /// </summary>
    public void Map(string method, string pattern, Module module, string sandbox, Func<Call, JsonObject?> handle)
    {
        var answer = options.Mode is ETradeMode.Sandbox ? _ => SandboxAnswers.Of(sandbox) : handle;
        foreach (var variant in Variants(pattern))
        {
            table.Map(method, variant, call => Answer(call, module, answer));
        }
    }

    /// <summary>A part of the path without the suffix.</summary>
    public static string Part(Call call, string name)
    {
        var part = call.Route(name);
        return part.EndsWith(FormatChoice.Suffix, StringComparison.OrdinalIgnoreCase) ? part[..^FormatChoice.Suffix.Length] : part;
    }

    /// <summary>A whole number in the query between two bounds.</summary>
    public static int Number(Call call, string name, int absent, int least, int most, Func<ETradeRefusal> refusal)
    {
        if (call.Query(name) is not { } text)
        {
            return absent;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw refusal();
    }

    /// <summary>A word of a closed list in the query.</summary>
    public static string Word(Call call, string name, string absent, params ReadOnlySpan<string> known)
    {
        var word = call.Query(name)?.ToUpperInvariant() ?? absent;
        return known.Contains(word) ? word : throw ETradeErrors.Parameter(name);
    }

    public static bool Flag(Call call, string name, bool absent = false) =>
        call.Query(name) is { } text ? string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) : absent;

    /// <summary>What was asked for beside the page, for the address of the next one.</summary>
    public static string Kept(Call call, IEnumerable<string> names) =>
        string.Concat(names.Select(name => call.Query(name) is { } value ? $"&{name}={Uri.EscapeDataString(value)}" : ""));

    /// <summary>Two dates, both included; both are given or neither. The numbers of the refusals are those of transactions.</summary>
    public static (DateOnly From, DateOnly To)? Dates(Call call, string from, string to, bool withNumbers = true)
    {
        var (first, last) = (call.Query(from), call.Query(to));
        if (first is null && last is null)
        {
            return null;
        }

        if (first is null || last is null)
        {
            throw ETradeErrors.DateRange(withNumbers);
        }

        if (Mapping.Times.Date(first) is not { } begins || Mapping.Times.Date(last) is not { } ends)
        {
            throw ETradeErrors.DateFormat(withNumbers);
        }

        return begins <= ends ? (begins, ends) : throw ETradeErrors.DateRange(withNumbers);
    }

    private static IEnumerable<string> Variants(string pattern)
    {
        yield return pattern;
        if (!pattern.EndsWith('}'))
        {
            yield return pattern + FormatChoice.Suffix;
        }
        else if (pattern.LastIndexOf('/') is var at && pattern[at - 1] is not '}')
        {
            yield return pattern[..at] + FormatChoice.Suffix + pattern[at..];
        }
    }

    private Reply Answer(Call call, Module module, Func<Call, JsonObject?> handle)
    {
        var format = FormatChoice.Of(call);
        try
        {
            gate.RequireCall(call);
            if (_limits.Refuses(module))
            {
                return RateLimits.Page();
            }

            return handle(call) is { } tree ? _writer.Write(tree, format) : Reply.Empty(204);
        }
        catch (OAuthRefusal refusal)
        {
            return options.ErrorBodies is ETradeErrorBodies.Varied
                ? UnauthorizedPages.Varied(refusal.Problem, Interlocked.Increment(ref _turn), format)
                : UnauthorizedPages.Old(refusal.Problem);
        }
        catch (ETradeRefusal refusal)
        {
            return _writer.Write(refusal, format);
        }
    }
}
