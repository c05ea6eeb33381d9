using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Brokerage.Simulator.Hosting;

/// <summary>A request as an endpoint sees it: its body is read, whatever it said about its type.</summary>
internal sealed class Call(HttpContext context, ReadOnlyMemory<byte> body)
{
    public HttpContext Context => context;

    public ReadOnlyMemory<byte> Body => body;

    public CancellationToken Cancelled => context.RequestAborted;

    /// <summary>A part of the path. Kestrel leaves %2F alone, since it is no separator: clients send BTC%2FUSD.</summary>
    public string Route(string name) =>
        Uri.UnescapeDataString(Convert.ToString(context.Request.RouteValues[name], CultureInfo.InvariantCulture) ?? "");

    public string? Header(string name) => context.Request.Headers[name] is { Count: > 0 } values ? values[0] : null;

    /// <summary>A parameter of the query; null where it is absent or empty, which brokers treat alike.</summary>
    public string? Query(string name) =>
        context.Request.Query[name] is { Count: > 0 } values && values[0] is { Length: > 0 } text ? text : null;

    /// <summary>A list in the query, with commas, repeated, or both.</summary>
    public IReadOnlyList<string> QueryList(string name) =>
        [.. context.Request.Query[name].SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
