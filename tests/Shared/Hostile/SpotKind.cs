namespace Brokerage.TestSupport.Hostile;

/// <summary>What a value in a JSON text is.</summary>
internal enum SpotKind
{
    Number,
    NumberText,
    Text,
    Literal,
    Object,
    List,
}
