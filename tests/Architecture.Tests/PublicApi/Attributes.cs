using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Brokerage.Architecture.Tests.PublicApi;

/// <summary>The attributes that change what a caller may do.</summary>
internal static class Attributes
{
    private static readonly Type[] Told =
    [
        typeof(FlagsAttribute), typeof(ObsoleteAttribute), typeof(ExperimentalAttribute), typeof(EditorBrowsableAttribute),
        typeof(RequiresUnreferencedCodeAttribute), typeof(RequiresDynamicCodeAttribute),
    ];

    public static IEnumerable<string> Of(MemberInfo member) =>
        member.GetCustomAttributesData()
            .Where(data => Told.Contains(data.AttributeType) && !IsForOldCompilers(data))
            .Select(data => $"[{data.AttributeType.Name[..^"Attribute".Length]}{Arguments(data)}]")
            .Order(StringComparer.Ordinal);

    // A constructor of a type with required members is marked so that older compilers keep away from it.
    private static bool IsForOldCompilers(CustomAttributeData data) =>
        data.ConstructorArguments is [{ Value: string text }, ..] && text.StartsWith("Constructors of types with required members", StringComparison.Ordinal);

    private static string Arguments(CustomAttributeData data) =>
        data.ConstructorArguments.Count == 0
            ? ""
            : $"({string.Join(", ", data.ConstructorArguments.Select(argument => Literals.Of(argument.Value, argument.ArgumentType)))})";
}
