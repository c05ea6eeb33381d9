using System.Text.Json.Serialization;

namespace Brokerage.Simulator.CommandLine.Wire;

/// <summary>What a client must know to use a running simulator.</summary>
internal sealed record SimulatorDocument
{
    public required string Broker { get; init; }
    public required IReadOnlyDictionary<string, string> Urls { get; init; }
    public required TlsEntry Tls { get; init; }
    public required IReadOnlyDictionary<string, string> Credentials { get; init; }
    public required IReadOnlyList<IReadOnlyDictionary<string, string>> Accounts { get; init; }
    public required SymbolsEntry Symbols { get; init; }

    /// <summary>A limit price at this part of the bid rests.</summary>
    public required decimal LimitFactor { get; init; }

    public required TimingsEntry Timings { get; init; }

    /// <summary>How a person approves a sign-in; null where the page approves by itself.</summary>
    public required AuthorizeEntry? Authorize { get; init; }
}

internal sealed record TlsEntry(string? CaFile);

internal sealed record SymbolsEntry(string Equity, string Unknown);

internal sealed record TimingsEntry(decimal FillSeconds, decimal QuoteSeconds, decimal OrdersGapSeconds);

internal sealed record AuthorizeEntry(FormEntry Form);

internal sealed record FormEntry(string Method, string Action, IReadOnlyDictionary<string, string> Fields);

// On one line, so that whoever reads lines from a program has all of it with the first.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SimulatorDocument))]
internal sealed partial class SimulatorJson : JsonSerializerContext;
