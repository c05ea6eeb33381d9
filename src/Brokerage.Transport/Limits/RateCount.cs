using System.Runtime.InteropServices;

namespace Brokerage.Transport;

/// <summary>A broker's own count, as an answer tells it.</summary>
/// <param name="Left">How many requests are left.</param>
/// <param name="ResetIn">When they are full again.</param>
/// <param name="InAll">How many there are then; null if it does not say.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RateCount(int Left, TimeSpan ResetIn, int? InAll = null);
