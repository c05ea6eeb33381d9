namespace Brokerage.TestSupport.Hostile;

/// <summary>A value in a JSON text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="NameStart">Where its name begins; -1 for an element of a list, or the whole.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it has ended.</param>
internal readonly record struct Spot(SpotKind Kind, int NameStart, int Start, int End)
{
    /// <summary>Whether it is a number, however it is written.</summary>
    public bool IsNumber => Kind is SpotKind.Number or SpotKind.NumberText;

    /// <summary>Whether it has parts.</summary>
    public bool IsContainer => Kind is SpotKind.Object or SpotKind.List;
}
