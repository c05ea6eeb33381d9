using System.Reflection;

namespace Brokerage.Fit.Coverage;

/// <summary>
/// No member of the contract without a fit test, an implementation or a written reason. Methods, properties and constructors count when this
/// assembly's metadata mentions them (or implements their interface); constants, which metadata do not mention, when a source file outside
/// the contract writes them.
/// </summary>
public sealed class ContractCoverageTests
{
    private static readonly Assembly Contract = typeof(Order).Assembly;

    [Fact]
    public void Every_member_is_used_or_has_a_reason()
    {
        var reasons = Reasons();
        var idle = Unused().Where(name => !reasons.Any(reason => Covers(reason.Key, name))).ToList();
        Assert.True(idle.Count == 0, $"Nothing uses these members, and Fit/Coverage/reasons.txt does not say why they are there:\n{string.Join('\n', idle)}");
    }

    [Fact]
    public void Every_reason_says_something_about_a_member_that_exists()
    {
        var all = ContractMembers.Of(Contract).Select(entry => ContractMembers.NameOf(entry.Type, entry.Member)).ToHashSet(StringComparer.Ordinal);
        var idle = Reasons().Where(reason => reason.Value.Length < 10 || !all.Any(name => Covers(reason.Key, name))).Select(reason => reason.Key).ToList();
        Assert.True(idle.Count == 0, $"These reasons are empty, or their members are gone:\n{string.Join('\n', idle)}");
    }

    [Fact]
    public void The_reading_finds_what_is_used_and_misses_what_is_not()
    {
        var used = UsedMembers.Of(typeof(ContractCoverageTests).Assembly.Location, Contract.GetName().Name!);
        Assert.Contains("Brokerage.SubmitResult+Placed.get_VerdictPending", used);
        Assert.Contains("Brokerage.Snapshot`1.get_IsComplete", used);
        Assert.Contains("Brokerage.Balance.set_MarginCall", used);
        Assert.DoesNotContain("Brokerage.Balance.get_Nothing", used);
        Assert.DoesNotContain(used, name => name.StartsWith("System.", StringComparison.Ordinal));
    }

    private static bool Covers(string reason, string member) =>
        reason == member || reason.EndsWith(".*", StringComparison.Ordinal) && member.StartsWith(reason[..^1], StringComparison.Ordinal);

    private static List<string> Unused()
    {
        var used = UsedMembers.Of(typeof(ContractCoverageTests).Assembly.Location, Contract.GetName().Name!);
        var implemented = typeof(ContractCoverageTests).Assembly.GetTypes().SelectMany(type => type.GetInterfaces()).Where(type => type.Assembly == Contract).ToHashSet();
        var written = Sources();
        return
        [
            .. ContractMembers.Of(Contract)
                .Where(entry => !implemented.Contains(entry.Type) && !entry.Tokens.Any(used.Contains) && !(entry.Tokens.Length == 0 && written.Contains($"{entry.Type.Name}.{entry.Member.Name}", StringComparison.Ordinal)))
                .Select(entry => ContractMembers.NameOf(entry.Type, entry.Member))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>Everything that is written outside the contract: tests, adapters, the composition.</summary>
    private static string Sources()
    {
        string[] roots = [Repository.At("src"), Repository.At("tests"), Repository.At("samples")];
        var files = roots.Where(Directory.Exists).SelectMany(root => Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Brokerage.Abstractions{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        return string.Join('\n', files.Select(File.ReadAllText));
    }

    private static Dictionary<string, string> Reasons() => File.ReadAllLines(Repository.At("tests", "Brokerage.Abstractions.Tests", "Fit", "Coverage", "reasons.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('|', 2, StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[0], cells => cells.ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
}
