namespace Brokerage.TestSupport.Hostile;

/// <summary>An element of an XML text.</summary>
/// <param name="Kind">What it holds: other elements, a number, text, or nothing (a literal).</param>
/// <param name="Name">Its name.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Inside">Where its content begins; its end where it is empty and has no second tag.</param>
/// <param name="InsideEnd">Where its content has ended.</param>
/// <param name="End">Where it has ended.</param>
internal readonly record struct XmlSpot(SpotKind Kind, string Name, int Start, int Inside, int InsideEnd, int End)
{
    /// <summary>Whether it holds a number.</summary>
    public bool IsNumber => Kind == SpotKind.Number;

    /// <summary>Whether it holds other elements.</summary>
    public bool IsContainer => Kind == SpotKind.Object;
}
