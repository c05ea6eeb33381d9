using System.Text.Json.Serialization;

namespace Brokerage.AspNetCore.Wire;

/// <summary>Open orders as they were read; where not all could be, what failed stands beside.</summary>
internal sealed record OrderListWire(IReadOnlyList<OrderViewWire> Orders, bool IsComplete, IReadOnlyList<OrderFailureWire> Failures, DateTimeOffset AsOf);

internal sealed record OrderFailureWire(string Item, ErrorWire Error);

/// <summary>An order, wherever it was placed: a tree, as brokers' orders are.</summary>
internal sealed record OrderViewWire
{
    public required string OrderId { get; init; }

    public required string? ClientOrderId { get; init; }

    /// <summary>False where it cannot be cancelled by itself: act on its parent.</summary>
    public required bool IsAddressable { get; init; }

    public required string State { get; init; }

    /// <summary>The broker's own word for the state.</summary>
    public required string? StateText { get; init; }

    public required string Shape { get; init; }

    public required string Role { get; init; }

    public required IReadOnlyList<LegViewWire> Legs { get; init; }

    public required decimal? Units { get; init; }

    public required MoneyWire? Cash { get; init; }

    public required decimal Filled { get; init; }

    public required decimal? AveragePrice { get; init; }

    public required PriceWire? Price { get; init; }

    public required TimeInForceWire? TimeInForce { get; init; }

    public required string? Sessions { get; init; }

    public required string? Currency { get; init; }

    public required string? ParentId { get; init; }

    public required string? ReplacesId { get; init; }

    public required string? ReplacedById { get; init; }

    public required IReadOnlyList<ErrorWire> Reasons { get; init; }

    public required IReadOnlyList<OrderViewWire> Children { get; init; }

    public required DateTimeOffset? SubmittedAt { get; init; }
}

internal sealed record LegViewWire(
    string Instrument, string Side, string Effect, int Ratio, string? RawAction, decimal? Quantity, decimal Filled, decimal? AveragePrice);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CancelOrderWire(string ConnectionId, string AccountId, string OrderId);

/// <summary>"Requested" (it may still fill), "AlreadyFinal", "Refused" or "OutcomeUnknown" (asking again is safe).</summary>
internal sealed record CancelResultWire(string Result, OrderViewWire? Order, ErrorWire? Error);
