namespace Brokerage.Shapes.Reading;

/// <summary>
/// What one kind of message holds. A field's name is its path: <c>legs[]/id</c> for a member of a list's items, <c>bars/*</c> for the values
/// of an object whose names are data, <c>$</c> for the message itself.
/// </summary>
internal sealed record Shape(string Name, IReadOnlyList<string> Endpoints, IReadOnlyDictionary<string, ShapeField> Fields)
{
    public const string Root = "$";

    /// <summary>The path of a member.</summary>
    public static string Member(string path, string name) => path == Root ? name : $"{path}/{name}";

    /// <summary>The path of a list's items.</summary>
    public static string Items(string path) => path + "[]";

    /// <summary>Whether the names of an object are data, such as symbols.</summary>
    public bool IsMap(string path) => Fields.ContainsKey(Member(path, "*"));

    /// <summary>The fields right below a path, by name.</summary>
    public IEnumerable<KeyValuePair<string, ShapeField>> Below(string path)
    {
        string start = path == Root ? "" : path + "/";
        return Fields.Where(field => field.Key != Root && field.Key.StartsWith(start, StringComparison.Ordinal) && !field.Key[start.Length..].Contains('/', StringComparison.Ordinal)
                && !field.Key.EndsWith(']'))
            .Select(field => KeyValuePair.Create(field.Key[start.Length..], field.Value));
    }
}
