namespace Brokerage.Exchange;

/// <summary>An order as it is handed to the exchange.</summary>
public sealed record OrderTicket
{
    /// <summary>The account that trades.</summary>
    public required AccountId Account { get; init; }

    /// <summary>What is to be done: a single order, one-cancels-other, one-triggers-other, and their nestings.</summary>
    public required OrderPlan Plan { get; init; }

    /// <summary>The customer's own id for the order (the outermost order of a plan); null for none.</summary>
    public string? ClientId { get; init; }

    /// <summary>Ids for every order of the plan, depth first, containers not counted. Used where <see cref="ClientId"/> does not reach; may be shorter.</summary>
    public IReadOnlyList<string?> PartClientIds { get; init; } = [];

    /// <summary>Kept with the orders and given back unread: a place for what a wire has and the exchange has not.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = NoTags;

    /// <summary>
    /// True: a refused order is still recorded, goes through <see cref="OrderState.Received"/> to <see cref="OrderState.Rejected"/> and has an id,
    /// as at brokers that judge after the receipt. False: a refusal leaves no trace.
    /// </summary>
    public bool RecordRejection { get; init; }

    private static IReadOnlyDictionary<string, string> NoTags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
