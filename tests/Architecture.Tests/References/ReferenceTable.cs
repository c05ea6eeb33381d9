namespace Brokerage.Architecture.Tests.References;

/// <summary>The table of references of docs/architecture.md. Nothing else of ours may be referenced.</summary>
internal static class ReferenceTable
{
    private const string Own = "Brokerage";

    // Contracts of the platform, which every application of ours has anyway.
    private static readonly string[] Platform =
    [
        "Microsoft.Extensions.Configuration.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Http",
        "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Microsoft.Extensions.Options.ConfigurationExtensions",
        "Microsoft.Extensions.Primitives", "System.Threading.RateLimiting",
    ];

    private static readonly Dictionary<string, ReferenceRule> Rules = new(StringComparer.Ordinal)
    {
        [$"{Own}.Abstractions"] = new([], ["Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions"]),
        [$"{Own}.Markets"] = new([$"{Own}.Abstractions"], []),
        [$"{Own}.Transport"] = new([$"{Own}.Abstractions"], [.. Platform, "Polly.Core"]),
        [$"{Own}.Testing"] = new([$"{Own}.Abstractions"], []),
        [$"{Own}.Exchange"] = new([$"{Own}.Markets"], []),
        [$"{Own}.Mock"] = new([$"{Own}.Exchange"], Platform),
        [Own] = new([$"{Own}.Markets"], Platform),
        // A package and the assembly in it have two names.
        [$"{Own}.Storage.Sqlite"] = new([Own], [.. Platform, "Microsoft.Data.Sqlite.Core", "Microsoft.Data.Sqlite"]),
        [$"{Own}.Storage.PostgreSql"] = new([Own], [.. Platform, "Npgsql", "Dapper"]),
        [$"{Own}.Hosting"] = new(
            [Own],
            [.. Platform, "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions"]),
        [$"{Own}.AspNetCore"] = new([Own], Platform, AspNetCore: true),
        [$"{Own}.Simulator"] = new([$"{Own}.Exchange"], Platform, AspNetCore: true),
        [$"{Own}.Conformance"] = new([$"{Own}.Testing"], ["xunit.v3.extensibility.core", "xunit.v3.assert", "xunit.v3.core", "xunit.v3.common"]),
    };

    // Every package that the table does not name is an adapter: never another adapter, never the composition.
    private static readonly ReferenceRule Adapter = new([$"{Own}.Transport", $"{Own}.Markets"], Platform);

    /// <summary>The row of one package.</summary>
    public static ReferenceRule For(string package) => Rules.GetValueOrDefault(package, Adapter);

    /// <summary>True for a package of the suite.</summary>
    public static bool IsOurs(string name) => name.Equals(Own, StringComparison.Ordinal) || name.StartsWith($"{Own}.", StringComparison.Ordinal);

    /// <summary>The row, widened by what its references bring along: what the compiler lets a package use.</summary>
    public static ReferenceRule Closure(string package)
    {
        ReferenceRule rule = For(package);
        ReferenceRule[] inherited = [.. rule.Ours.Select(Closure)];
        return rule with
        {
            Ours = [.. rule.Ours.Concat(inherited.SelectMany(each => each.Ours)).Distinct(StringComparer.Ordinal)],
            Outside = [.. rule.Outside.Concat(inherited.SelectMany(each => each.Outside)).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>Everything that a project file references and its row does not name.</summary>
    public static IEnumerable<string> Forbidden(string package, IEnumerable<string> projects, IEnumerable<string> packages, IEnumerable<string> frameworks)
    {
        ReferenceRule rule = For(package);
        return projects.Except(rule.Ours, StringComparer.Ordinal)
            .Concat(packages.Except(rule.Outside, StringComparer.Ordinal))
            .Concat(frameworks.Where(framework => !rule.AspNetCore || framework is not "Microsoft.AspNetCore.App"))
            .Select(what => $"{package} may not reference {what}");
    }
}
