using System.Reflection;
using System.Text;

namespace Brokerage.Architecture.Tests.PublicApi;

/// <summary>Writes the public surface of an assembly as text that a reviewer can read and a diff can show.</summary>
internal static class ApiText
{
    /// <summary>The whole assembly, by namespace and name.</summary>
    public static string Of(Assembly assembly)
    {
        StringBuilder text = new();
        IEnumerable<IGrouping<string, Type>> spaces = assembly.GetExportedTypes()
            .Where(type => !type.IsNested && !Generated.Is(type))
            .GroupBy(type => type.Namespace!, StringComparer.Ordinal)
            .OrderBy(space => space.Key, StringComparer.Ordinal);
        foreach (IGrouping<string, Type> space in spaces)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append("namespace ").Append(space.Key).Append('\n');
            foreach (Type type in space.OrderBy(TypeNames.Declared, StringComparer.Ordinal))
            {
                text.Append('\n');
                Append(text, type, "");
            }
        }

        return text.ToString();
    }

    /// <summary>One type with its members and the types inside it.</summary>
    public static string Of(Type type)
    {
        StringBuilder text = new();
        Append(text, type, "");
        return text.ToString();
    }

    private static void Append(StringBuilder text, Type type, string indent)
    {
        foreach (string attribute in Attributes.Of(type))
        {
            text.Append(indent).Append(attribute).Append('\n');
        }

        text.Append(indent).Append(TypeText.Declaration(type)).Append('\n');
        string inner = indent + "    ";
        foreach (string line in TypeText.Members(type))
        {
            text.Append(inner).Append(line).Append('\n');
        }

        foreach (Type nested in type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(IsSeen).OrderBy(TypeNames.Declared, StringComparer.Ordinal))
        {
            Append(text, nested, inner);
        }
    }

    private static bool IsSeen(Type nested) => (nested.IsNestedPublic || nested.IsNestedFamily || nested.IsNestedFamORAssem) && !Generated.Is(nested);
}
