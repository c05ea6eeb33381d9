using System.Reflection;

namespace Brokerage.Architecture.Tests.PublicApi;

/// <summary>Names of types as the language writes them, with what may be null.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(decimal)] = "decimal", [typeof(double)] = "double",
        [typeof(float)] = "float", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(object)] = "object", [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short", [typeof(string)] = "string", [typeof(uint)] = "uint", [typeof(ulong)] = "ulong", [typeof(ushort)] = "ushort",
        [typeof(void)] = "void",
    };

    /// <summary>A type's own name with its type parameters, as in its declaration.</summary>
    public static string Declared(Type type)
    {
        string name = type.Name.Split('`')[0];
        int inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        Type[] own = [.. type.GetGenericArguments().Skip(inherited)];
        return own.Length == 0 ? name : $"{name}<{string.Join(", ", own.Select(Parameter))}>";
    }

    /// <summary>A type where nothing is known about null.</summary>
    public static string Of(Type type) => Of(type, null);

    /// <summary>A type with what its compiler recorded about null.</summary>
    public static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            // For a value type that may be missing, the record describes the type inside.
            return $"{Of(underlying, Underlying(nullability))}?";
        }

        string suffix = !type.IsValueType && nullability is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable } ? "?" : "";
        return $"{Plain(type, nullability)}{(type.IsValueType ? "" : suffix)}";
    }

    private static NullabilityInfo? Underlying(NullabilityInfo? nullability) => nullability;

    private static string Plain(Type type, NullabilityInfo? nullability)
    {
        if (Words.TryGetValue(type, out string? word))
        {
            return word;
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (type.IsPointer)
        {
            return $"{Of(type.GetElementType()!)}*";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        string[] arguments = [.. type.GetGenericArguments().Select((argument, index) => Of(argument, At(nullability, index)))];
        return type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal) ? $"({string.Join(", ", arguments)})" : Nested(type, arguments);
    }

    // Outer<T>.Inner<U>: each part takes its own arguments from the one list that reflection gives.
    private static string Nested(Type type, string[] arguments)
    {
        int inherited = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        string outer = type.DeclaringType is { } declaring ? $"{Nested(declaring, arguments[..inherited])}." : "";
        string name = type.Name.Split('`')[0];
        return arguments.Length == inherited ? outer + name : $"{outer}{name}<{string.Join(", ", arguments[inherited..])}>";
    }

    private static NullabilityInfo? At(NullabilityInfo? nullability, int index) =>
        nullability is { GenericTypeArguments: { } arguments } && index < arguments.Length ? arguments[index] : null;

    private static string Parameter(Type parameter) =>
        (parameter.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
        {
            GenericParameterAttributes.Covariant => $"out {parameter.Name}",
            GenericParameterAttributes.Contravariant => $"in {parameter.Name}",
            _ => parameter.Name,
        };
}
