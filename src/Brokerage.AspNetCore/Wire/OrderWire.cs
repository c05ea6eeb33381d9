using System.Text.Json.Serialization;

namespace Brokerage.AspNetCore.Wire;

/// <summary>A wish: either a new order or plan of orders (<see cref="Place"/>), or the change of one (<see cref="Change"/>).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PrepareOrderWire
{
    public required string ConnectionId { get; init; }

    public required string AccountId { get; init; }

    public bool WithPreview { get; init; }

    public PlanWire? Place { get; init; }

    public ChangeWire? Change { get; init; }
}

/// <summary>A plan: one of the three members.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PlanWire
{
    public SpecWire? Order { get; init; }

    public IReadOnlyList<PlanWire>? OneCancels { get; init; }

    public TriggerWire? OneTriggers { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TriggerWire(SpecWire First, PlanWire Then);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SpecWire
{
    public required IReadOnlyList<LegWire> Legs { get; init; }

    /// <summary>Units or contracts; else <see cref="Cash"/>.</summary>
    public decimal? Units { get; init; }

    public MoneyWire? Cash { get; init; }

    public required PriceWire Price { get; init; }

    public TimeInForceWire? TimeInForce { get; init; }

    /// <summary>"Pre", "Regular", "Post", "Overnight", joined by commas; "Regular" if not said.</summary>
    public string? Sessions { get; init; }

    public bool AllOrNone { get; init; }

    public IReadOnlyDictionary<string, string>? Extras { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record LegWire
{
    public required string Instrument { get; init; }

    public required string Side { get; init; }

    public string? Effect { get; init; }

    /// <summary>1 if not said.</summary>
    public int? Ratio { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record MoneyWire(decimal Amount, string Currency);

/// <summary>"Market", "Limit", "Stop", "StopLimit" or "Trailing", with what that kind needs and nothing else.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PriceWire
{
    public required string Kind { get; init; }

    public decimal? Price { get; init; }

    public decimal? Trigger { get; init; }

    public decimal? Distance { get; init; }

    public bool? InPercent { get; init; }

    public decimal? LimitOffset { get; init; }

    public string? Basis { get; init; }

    /// <summary>Only on reading, of kind "Other": the broker's words.</summary>
    public string? Text { get; init; }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TimeInForceWire(string Kind, DateOnly? Until = null, string? Text = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ChangeWire
{
    public required string OrderId { get; init; }

    public decimal? TotalQuantity { get; init; }

    public PriceWire? Price { get; init; }

    public TimeInForceWire? TimeInForce { get; init; }
}

/// <summary>All that a page has of a prepared order: its id, until when it waits, and what it would cost.</summary>
internal sealed record PreparedOrderWire(string ClientOrderId, DateTimeOffset ExpiresAt, PreviewWire? Preview);

internal sealed record PreviewWire
{
    public required string Source { get; init; }

    public required IReadOnlyList<NoticeWire> Notices { get; init; }

    public required MoneyWire? CommissionLow { get; init; }

    public required MoneyWire? CommissionHigh { get; init; }

    public required MoneyWire? EstimatedTotal { get; init; }

    public required decimal? InitialMarginChange { get; init; }

    public required decimal? BuyingPowerAfter { get; init; }
}

internal sealed record NoticeWire(string Severity, string? Code, string Text, string? Field);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SubmitOrderWire
{
    public required string ClientOrderId { get; init; }

    /// <summary>Answers to the questions of the submit before.</summary>
    public IReadOnlyList<ApprovalWire>? Approvals { get; init; }
}

/// <summary>An answer holds for the question in these words.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ApprovalWire(string QuestionId, string Text, string Answer);

internal sealed record SubmitResultWire
{
    public required string ClientOrderId { get; init; }

    /// <summary>"Placed", "NeedsConfirmation", "Rejected" or "OutcomeUnknown".</summary>
    public required string Result { get; init; }

    public IReadOnlyList<AckWire> Orders { get; init; } = [];

    /// <summary>Whether this broker may still reject what it has received.</summary>
    public bool VerdictPending { get; init; }

    public IReadOnlyList<NoticeWire> Notices { get; init; } = [];

    public IReadOnlyList<QuestionWire> Questions { get; init; } = [];

    public DateTimeOffset? AnswerBy { get; init; }

    public ErrorWire? Error { get; init; }
}

internal sealed record AckWire(string Role, string? OrderId, ErrorWire? Error);

internal sealed record QuestionWire(string QuestionId, string Source, string Text, IReadOnlyList<string> Options);

/// <summary>What is known of a wish that was submitted.</summary>
internal sealed record OrderWishWire(
    string ClientOrderId, string ConnectionId, string AccountId, string State, IReadOnlyList<AckWire> Orders, ErrorWire? Error, DateTimeOffset ChangedAt);
