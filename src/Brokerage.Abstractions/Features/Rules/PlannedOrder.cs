namespace Brokerage;

/// <summary>One order of a plan, with where it stands and what it does there.</summary>
internal sealed record PlannedOrder(OrderSpec Spec, string Field, OrderShape Shape, OrderRole Role)
{
    /// <summary>Where one of its members stands.</summary>
    internal RuleField At(string member) => new(Field, Member: member);

    /// <summary>Where one of its legs stands.</summary>
    internal RuleField AtLeg(int index) => new(Field, index);
}
