using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Text.Json.Serialization;

namespace Brokerage.Shapes.Coverage;

/// <summary>
/// Which properties of an adapter's wire records its code reads, seen from the calls in it. What the serializer reads to write a record, and a record to
/// print itself, does not count: a field that is decoded and then dropped would look used.
/// </summary>
internal static class PropertyReaders
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // A call of something in the same assembly.
    private const int MethodOfAssembly = 0x06;

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>The properties of a record that can be set, and are not read.</summary>
    public static IEnumerable<string> Unread(Type record, ISet<MethodBase> called) =>
        record.GetProperties(Own).Where(property => property is { CanWrite: true, GetMethod: { } read } && !called.Contains(read)).Select(property => $"{record.Name}.{property.Name}");

    /// <summary>What is called by an assembly's code, its serializer and its records' own printing apart.</summary>
    public static ISet<MethodBase> Called(Assembly assembly) => assembly.GetTypes().Where(type => !IsSerializer(type))
        .SelectMany(type => type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own)))
        .Where(method => method.Name is not ("PrintMembers" or "Deconstruct"))
        .SelectMany(CallsOf)
        .ToHashSet();

    private static bool IsSerializer(Type type) => type.IsSubclassOf(typeof(JsonSerializerContext)) || (type.DeclaringType is { } outer && IsSerializer(outer));

    private static IEnumerable<MethodBase> CallsOf(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        for (int at = 0; at < code.Length;)
        {
            var operation = Codes[code[at] == 0xFE ? 0xFE00 | code[at + 1] : code[at]];
            at += operation.Size;
            if (operation.OperandType is OperandType.InlineMethod && code[at + 3] == MethodOfAssembly)
            {
                yield return method.Module.ResolveMethod(Number(code, at))!;
            }

            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * Number(code, at)),
                _ => 4,
            };
        }
    }

    private static int Number(byte[] code, int at) => BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at));
}
