using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Brokerage.Architecture.Tests;

/// <summary>Tells what a compiler or a source generator wrote.</summary>
internal static class Generated
{
    public static bool Is(Type type)
    {
        for (Type? each = type; each is not null; each = each.DeclaringType)
        {
            if (each.Name.Contains('<', StringComparison.Ordinal) || Carries(each) || each.Namespace is "System.Text.RegularExpressions.Generated")
            {
                return true;
            }
        }

        return type.Namespace is null || type.Namespace.StartsWith("System.", StringComparison.Ordinal) || type.Namespace.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);
    }

    public static bool Is(MemberInfo member) => member.Name.Contains('<', StringComparison.Ordinal) || Carries(member);

    private static bool Carries(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || member.IsDefined(typeof(GeneratedCodeAttribute), inherit: false);
}
