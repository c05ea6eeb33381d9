using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Brokerage.Architecture.Tests.Conventions;

/// <summary>House rules about what is logged; each names what breaks it.</summary>
internal static class LogRules
{
    /// <summary>Event ids that two messages of one package share: who filters by id would catch both.</summary>
    public static IEnumerable<string> SharedIds(IEnumerable<Type> types) =>
        from message in Messages(types)
        group message.Name by (message.Package, message.Id) into same
        where same.Count() > 1
        select $"{same.Key.Package}: event id {same.Key.Id} belongs to {string.Join(" and ", same)}";

    /// <summary>Messages of a package, by their ids.</summary>
    public static IEnumerable<(string Package, int Id, string Name)> Messages(IEnumerable<Type> types) =>
        from type in types
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        select (type.Assembly.GetName().Name!, message.EventId, $"{type.Name}.{method.Name}");
}
