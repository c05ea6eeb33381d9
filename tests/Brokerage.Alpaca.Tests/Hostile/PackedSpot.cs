using Brokerage.TestSupport.Hostile;

namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>A value in a MessagePack message.</summary>
/// <param name="Kind">What it is; a timestamp counts as a literal.</param>
/// <param name="Parent">Where the object that names it begins; -1 for an element of a list, or the whole.</param>
/// <param name="NameStart">Where its name begins; -1 likewise.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it has ended.</param>
internal readonly record struct PackedSpot(SpotKind Kind, int Parent, int NameStart, int Start, int End);
