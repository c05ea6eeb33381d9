using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Brokerage.Architecture.Tests.PublicApi;

/// <summary>One line for each kind of member.</summary>
internal static class MemberText
{
    private static readonly NullabilityInfoContext Nulls = new();

    public static bool IsSeen(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    public static bool IsSeen(PropertyInfo property) => IsSeen(property.GetMethod) || IsSeen(property.SetMethod);

    public static string Constructor(ConstructorInfo constructor) =>
        $"{Tags(constructor)}{Access(constructor)}{constructor.DeclaringType!.Name.Split('`')[0]}({Parameters(constructor)})";

    public static string Field(FieldInfo field)
    {
        string access = field.IsPublic ? "" : "protected ";
        string type = TypeNames.Of(field.FieldType, Nulls.Create(field));
        return field.IsLiteral
            ? $"{Tags(field)}{access}const {type} {field.Name} = {Literals.Of(field.GetRawConstantValue(), field.FieldType)}"
            : $"{Tags(field)}{access}{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}";
    }

    public static string Property(PropertyInfo property)
    {
        MethodInfo widest = IsSeen(property.GetMethod) ? property.GetMethod! : property.SetMethod!;
        string required = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : "";
        string name = property.GetIndexParameters().Length == 0 ? property.Name : $"this[{Parameters(property.GetIndexParameters())}]";
        string accessors = string.Join(" ", Accessors(property, widest));
        return $"{Tags(property)}{Access(widest)}{Modifiers(widest)}{required}{TypeNames.Of(property.PropertyType, Nulls.Create(property))} {name} {{ {accessors} }}";
    }

    public static string Event(EventInfo each) =>
        $"{Tags(each)}{Access(each.AddMethod!)}{Modifiers(each.AddMethod!)}event {TypeNames.Of(each.EventHandlerType!, Nulls.Create(each))} {each.Name}";

    public static string Method(MethodInfo method)
    {
        string name = method.IsGenericMethod ? $"{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : method.Name;
        return $"{Tags(method)}{Access(method)}{Modifiers(method)}{Signature(method, name)}{Constraints(method.GetGenericArguments())}";
    }

    /// <summary>Return type, name and parameters.</summary>
    public static string Signature(MethodInfo method, string name) =>
        $"{(method.ReturnType.IsByRef ? "ref " : "")}{TypeNames.Of(method.ReturnType, Nulls.Create(method.ReturnParameter))} {name}({Parameters(method)})";

    /// <summary>The where clauses.</summary>
    public static string Constraints(IEnumerable<Type> parameters) =>
        string.Concat(parameters.Select(parameter => (parameter.Name, Words: Words(parameter).ToArray()))
            .Where(each => each.Words.Length > 0)
            .Select(each => $" where {each.Name} : {string.Join(", ", each.Words)}"));

    private static IEnumerable<string> Words(Type parameter)
    {
        GenericParameterAttributes flags = parameter.GenericParameterAttributes;
        bool isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            yield return "class";
        }

        if (isStruct)
        {
            yield return "struct";
        }

        foreach (Type type in parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)))
        {
            yield return TypeNames.Of(type);
        }

        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
        {
            yield return "new()";
        }
    }

    private static IEnumerable<string> Accessors(PropertyInfo property, MethodInfo widest)
    {
        if (IsSeen(property.GetMethod))
        {
            yield return $"{Narrower(property.GetMethod!, widest)}get;";
        }

        if (IsSeen(property.SetMethod))
        {
            bool isInit = property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
            yield return $"{Narrower(property.SetMethod, widest)}{(isInit ? "init" : "set")};";
        }
    }

    private static string Narrower(MethodInfo accessor, MethodInfo widest) => widest.IsPublic && !accessor.IsPublic ? "protected " : "";

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
        {
            return method.IsAbstract ? "static abstract " : "static ";
        }

        if (method.DeclaringType!.IsInterface)
        {
            return method.IsAbstract ? "" : "virtual ";
        }

        bool overrides = method.IsVirtual && method.GetBaseDefinition() != method;
        return method switch
        {
            { IsAbstract: true } => overrides ? "abstract override " : "abstract ",
            { IsVirtual: true } when overrides => method.IsFinal && !method.DeclaringType.IsSealed ? "sealed override " : "override ",
            { IsVirtual: true, IsFinal: false } when !method.DeclaringType.IsSealed => "virtual ",
            _ => "",
        };
    }

    private static string Tags(MemberInfo member) => string.Concat(Attributes.Of(member).Select(tag => $"{tag} "));

    private static string Parameters(MethodBase method)
    {
        string self = method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "";
        return self + Parameters(method.GetParameters());
    }

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string kind = parameter switch
        {
            { IsOut: true, ParameterType.IsByRef: true } => "out ",
            { IsIn: true, ParameterType.IsByRef: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) || parameter.IsDefined(typeof(ParamCollectionAttribute), inherit: false) => "params ",
            _ => "",
        };
        NullabilityInfo nulls = Nulls.Create(parameter);
        string maybe = parameter.IsDefined(typeof(NotNullWhenAttribute), inherit: false) ? "[NotNullWhen] " : "";
        string value = parameter.HasDefaultValue ? $" = {Literals.Of(parameter.DefaultValue, parameter.ParameterType)}" : "";
        return $"{maybe}{kind}{TypeNames.Of(parameter.ParameterType, nulls)} {parameter.Name}{value}";
    }
}
