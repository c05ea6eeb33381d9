using System.Globalization;

namespace Brokerage.Architecture.Tests.PublicApi;

/// <summary>Constants and default values, as they would be written.</summary>
internal static class Literals
{
    public static string Of(object? value, Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null => type.IsValueType && plain == type ? "default" : "null",
            string text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
            char letter => $"'{letter}'",
            bool flag => flag ? "true" : "false",
            decimal number => $"{number.ToString(CultureInfo.InvariantCulture)}m",
            _ when plain.IsEnum => EnumText(Enum.ToObject(plain, value), plain),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
    }

    private static string EnumText(object value, Type type) => $"{TypeNames.Of(type)}.{value}";
}
