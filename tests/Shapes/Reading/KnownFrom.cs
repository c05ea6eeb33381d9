namespace Brokerage.Shapes.Reading;

/// <summary>Where a field is known from, strongest first: what was recorded wins over what is specified, and that over what is described.</summary>
internal enum KnownFrom
{
    Recorded,
    Specified,
    Described,
}
