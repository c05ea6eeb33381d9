using System.Reflection;
using System.Runtime.CompilerServices;

namespace Brokerage.Architecture.Tests.Conventions;

/// <summary>House rules about types; each names what breaks it.</summary>
internal static class TypeRules
{
    // Rooms of a package that no application has business in.
    private static readonly string[] PrivateRooms = ["Internal", "Wire", "Mapping"];

    /// <summary>A class is sealed, static or abstract, unless another class of the house derives from it.</summary>
    public static IEnumerable<string> Unsealed(IReadOnlyCollection<Type> types) =>
        types.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !types.Any(other => Definition(other.BaseType) == type))
            .Select(type => $"{type} is open for derivation and nothing derives from it");

    /// <summary>A public type in a private room.</summary>
    public static IEnumerable<string> PublicInPrivateRooms(IEnumerable<Type> types) =>
        types.Where(type => type.IsVisible && (type.Namespace ?? "").Split('.').Intersect(PrivateRooms, StringComparer.Ordinal).Any())
            .Select(type => $"{type} is public in {type.Namespace}");

    /// <summary>A public static that a stranger can change.</summary>
    public static IEnumerable<string> MutableStatics(IEnumerable<Type> types)
    {
        foreach (Type type in types.Where(type => type.IsVisible))
        {
            const BindingFlags statics = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;
            foreach (FieldInfo field in type.GetFields(statics).Where(field => field is { IsInitOnly: false, IsLiteral: false }))
            {
                yield return $"{type}.{field.Name} is a public static field that can be written";
            }

            foreach (PropertyInfo property in type.GetProperties(statics).Where(property => property.SetMethod is { IsPublic: true }))
            {
                yield return $"{type}.{property.Name} is a public static property that can be written";
            }
        }
    }

    /// <summary>A class named Delegating… forwards every member of its interfaces, so that a member added later cannot slip past a guard.</summary>
    public static IEnumerable<string> HalfDelegating(IEnumerable<Type> types)
    {
        foreach (Type type in types.Where(type => type is { IsClass: true, IsInterface: false } && type.Name.StartsWith("Delegating", StringComparison.Ordinal)))
        {
            foreach (Type role in type.GetInterfaces().Where(role => role.Namespace?.StartsWith("Brokerage", StringComparison.Ordinal) == true))
            {
                InterfaceMapping map = type.GetInterfaceMap(role);
                foreach ((MethodInfo asked, MethodInfo given) in map.InterfaceMethods.Zip(map.TargetMethods).Where(pair => !pair.First.IsStatic))
                {
                    if (given?.DeclaringType != type || !given.IsVirtual || given.IsFinal)
                    {
                        yield return $"{type} does not forward {role.Name}.{asked.Name} by a member that can be overridden";
                    }
                }
            }
        }
    }

    /// <summary>Extensions of a service collection or of our builder, found without a using of ours.</summary>
    public static IEnumerable<string> HiddenRegistrations(IEnumerable<Type> types) =>
        from type in types
        where type is { IsVisible: true, IsAbstract: true, IsSealed: true, Namespace: not "Microsoft.Extensions.DependencyInjection" }
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.IsDefined(typeof(ExtensionAttribute), inherit: false) && IsRegistration(method.GetParameters()[0].ParameterType)
        select $"{type}.{method.Name} belongs into the namespace Microsoft.Extensions.DependencyInjection";

    private static bool IsRegistration(Type type) => type.Name is "IServiceCollection" or "IBrokerageBuilder";

    private static Type? Definition(Type? type) => type is { IsGenericType: true } ? type.GetGenericTypeDefinition() : type;
}
