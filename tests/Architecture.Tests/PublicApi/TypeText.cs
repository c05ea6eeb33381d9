using System.Reflection;
using System.Runtime.CompilerServices;

namespace Brokerage.Architecture.Tests.PublicApi;

/// <summary>Declarations of types and the list of their members.</summary>
internal static class TypeText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The line that opens a type.</summary>
    public static string Declaration(Type type)
    {
        string access = type.IsNestedFamily || type.IsNestedFamORAssem ? "protected" : "public";
        if (type.IsEnum)
        {
            Type underlying = Enum.GetUnderlyingType(type);
            return $"{access} enum {type.Name}{(underlying == typeof(int) ? "" : $" : {TypeNames.Of(underlying)}")}";
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return $"{access} delegate {MemberText.Signature(type.GetMethod("Invoke")!, TypeNames.Declared(type))}";
        }

        string[] above = [.. Above(type)];
        string bases = above.Length == 0 ? "" : $" : {string.Join(", ", above)}";
        return $"{access} {Kind(type)} {TypeNames.Declared(type)}{bases}{MemberText.Constraints(type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0))}";
    }

    /// <summary>The members that a stranger sees, in a fixed order.</summary>
    public static IEnumerable<string> Members(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [];
        }

        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .OrderBy(field => Convert.ToInt64(field.GetRawConstantValue(), null))
                .SelectMany(field => Attributes.Of(field).Append($"{field.Name} = {field.GetRawConstantValue()}"));
        }

        return Kinds(type).SelectMany(kind => kind.OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.Line, StringComparer.Ordinal))
            .Select(member => member.Line);
    }

    /// <summary>True for a record, of either kind.</summary>
    public static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$", Declared) is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", Declared)?.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) == true);

    private static IEnumerable<IEnumerable<(string Name, string Line)>> Kinds(Type type)
    {
        PropertyInfo[] properties = [.. type.GetProperties(Declared).Where(property => MemberText.IsSeen(property) && property.Name is not "EqualityContract")];
        EventInfo[] events = [.. type.GetEvents(Declared).Where(each => MemberText.IsSeen(each.AddMethod))];
        HashSet<MethodInfo> accessors = [.. type.GetProperties(Declared).SelectMany(each => each.GetAccessors(nonPublic: true)),
            .. type.GetEvents(Declared).SelectMany(each => new[] { each.AddMethod!, each.RemoveMethod! })];
        IEnumerable<MethodInfo> methods = type.GetMethods(Declared).Where(method => MemberText.IsSeen(method) && !accessors.Contains(method) && !Generated.Is(method));

        yield return type.GetConstructors(Declared).Where(ctor => MemberText.IsSeen(ctor) && !ctor.IsStatic && !Generated.Is(ctor)).Select(each => (each.Name, MemberText.Constructor(each)));
        yield return type.GetFields(Declared).Where(field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !Generated.Is(field)).Select(each => (each.Name, MemberText.Field(each)));
        yield return properties.Select(each => (each.Name, MemberText.Property(each)));
        yield return events.Select(each => (each.Name, MemberText.Event(each)));
        yield return methods.Select(each => (each.Name, MemberText.Method(each)));
    }

    private static string Kind(Type type)
    {
        string word = IsRecord(type) ? "record" : "class";
        return type switch
        {
            { IsInterface: true } => "interface",
            { IsValueType: true } => $"{(type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}{(word is "record" ? "record " : "")}struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => $"abstract {word}",
            { IsSealed: true } => $"sealed {word}",
            _ => word,
        };
    }

    // The base and the interfaces that this type itself adds; a record's equality with itself goes without saying.
    private static IEnumerable<string> Above(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            yield return TypeNames.Of(parent);
        }

        Type[] faces = type.GetInterfaces();
        IEnumerable<Type> inherited = faces.SelectMany(face => face.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []);
        bool isRecord = IsRecord(type);
        foreach (string name in faces.Except(inherited)
            .Where(face => face.IsVisible && !(isRecord && face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEquatable<>)))
            .Select(TypeNames.Of).Order(StringComparer.Ordinal))
        {
            yield return name;
        }
    }
}
