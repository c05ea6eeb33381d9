namespace Brokerage.Transport;

/// <summary>What stands in the place of a value.</summary>
public enum Presence
{
    /// <summary>The field is not there.</summary>
    Absent = 0,

    /// <summary>It is <c>null</c>.</summary>
    Null = 1,

    /// <summary>It is <c>""</c>, <c>[]</c> or <c>{}</c>.</summary>
    Empty = 2,

    /// <summary>It has content; zero is content.</summary>
    Value = 3,
}
