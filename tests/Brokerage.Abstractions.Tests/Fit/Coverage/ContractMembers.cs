using System.Reflection;
using System.Runtime.CompilerServices;

namespace Brokerage.Fit.Coverage;

/// <summary>What the contract offers, member by member, without what the compiler writes into every record.</summary>
internal static class ContractMembers
{
    private static readonly string[] OfEveryRecord = ["Equals", "GetHashCode", "ToString", "Deconstruct", "PrintMembers", "EqualityContract", "<Clone>$"];

    public static IEnumerable<(Type Type, MemberInfo Member, string[] Tokens)> Of(Assembly contract) =>
        from type in contract.GetExportedTypes()
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !OfEveryRecord.Contains(member.Name) && member.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        let tokens = Tokens(type, member)
        where tokens is not null
        select (type, member, tokens);

    public static string NameOf(Type type, MemberInfo member) => $"{type.FullName![(type.Namespace!.Length + 1)..].Replace('+', '.')}.{member.Name}";

    /// <summary>The names under which another assembly's metadata mentions a member; empty for a constant, which it does not mention.</summary>
    private static string[]? Tokens(Type type, MemberInfo member) => member switch
    {
        // An override is used through what it overrides.
        PropertyInfo { GetMethod: { } getter } property when getter.GetBaseDefinition() != getter => [$"{getter.GetBaseDefinition().DeclaringType!.FullName}.get_{property.Name}"],
        PropertyInfo property => [$"{type.FullName}.get_{property.Name}", $"{type.FullName}.set_{property.Name}"],
        MethodInfo { IsSpecialName: true } => null,
        MethodInfo method => [$"{type.FullName}.{method.Name}"],
        ConstructorInfo when type.IsAbstract => null,
        ConstructorInfo => [$"{type.FullName}..ctor"],
        FieldInfo { IsSpecialName: true } => null,
        FieldInfo { IsLiteral: true } => [],
        FieldInfo field => [$"{type.FullName}.{field.Name}"],
        _ => null,
    };
}
