using System.Reflection;

namespace Brokerage.Architecture.Tests.Conventions;

/// <summary>House rules about methods that wait, but for private ones; each names what breaks it.</summary>
internal static class MemberRules
{
    /// <summary>What returns a task or an asynchronous sequence says so in its name.</summary>
    public static IEnumerable<string> WithoutSuffix(IEnumerable<Type> types) =>
        Waiting(types).Where(method => !method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(method => $"{Name(method)} returns {method.ReturnType.Name} and is not called …Async");

    /// <summary>What waits can be cancelled: the token comes last, is called cancellationToken, and may be left out.</summary>
    public static IEnumerable<string> WithoutToken(IEnumerable<Type> types) =>
        Waiting(types).Where(method => method.DeclaringType is { IsVisible: true } && (method.IsPublic || method.IsFamily) && !EndsWithToken(method))
            .Select(method => $"{Name(method)} does not end in 'CancellationToken cancellationToken = default'");

    /// <summary>A token anywhere but in the last place.</summary>
    public static IEnumerable<string> WithMisplacedToken(IEnumerable<Type> types) =>
        Waiting(types).Where(method => method.GetParameters().SkipLast(1).Any(parameter => parameter.ParameterType == typeof(CancellationToken)))
            .Select(method => $"{Name(method)} takes its CancellationToken before other parameters");

    private static IEnumerable<MethodInfo> Waiting(IEnumerable<Type> types) =>
        from type in types
        where !typeof(Delegate).IsAssignableFrom(type)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !method.IsPrivate && !method.IsSpecialName && !Generated.Is(method) && !IsGivenByOthers(method) && IsAwaited(method.ReturnType)
        select method;

    private static bool IsAwaited(Type type)
    {
        Type definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return definition == typeof(Task) || definition == typeof(Task<>) || definition == typeof(ValueTask) || definition == typeof(ValueTask<>)
            || definition == typeof(IAsyncEnumerable<>);
    }

    private static bool EndsWithToken(MethodInfo method) =>
        method.GetParameters() is [.., { ParameterType: { } type, Name: "cancellationToken", IsOptional: true }] && type == typeof(CancellationToken);

    // DisposeAsync, overrides and implementations of what the platform declares, and test cases have the shape that others gave them.
    private static bool IsGivenByOthers(MethodInfo method) =>
        method.Name is "DisposeAsync" or "DisposeAsyncCore"
        || method.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "ConformanceCaseAttribute")
        || method.GetBaseDefinition().DeclaringType?.Assembly is { } origin && !IsOurs(origin)
        || ImplementsForeign(method);

    private static bool ImplementsForeign(MethodInfo method) =>
        method.DeclaringType is { IsInterface: false } type
        && type.GetInterfaces().Where(face => !IsOurs(face.Assembly)).Any(face => type.GetInterfaceMap(face).TargetMethods.Contains(method));

    private static bool IsOurs(Assembly assembly) => assembly.GetName().Name!.StartsWith("Brokerage", StringComparison.Ordinal) || assembly == typeof(MemberRules).Assembly;

    private static string Name(MethodInfo method) => $"{method.DeclaringType}.{method.Name}";
}
