using System.Reflection;
using System.Text.RegularExpressions;

namespace Brokerage.Conformance.Tests.Runner;

/// <summary>The page of requirements names everything that the contract has, and cases that there are.</summary>
public sealed partial class RequirementsTests
{
    private static readonly Type[] Roles = [typeof(IBrokerageAuthorizer), typeof(IBrokerageConnection), typeof(IAccounts), typeof(ITrading), typeof(IMarketData), typeof(IStreaming)];

    private static readonly Type[] Models =
    [
        typeof(Account), typeof(Balance), typeof(CurrencyBalance), typeof(Position), typeof(Transaction), typeof(Order), typeof(OrderLegState), typeof(Execution),
        typeof(OrderEvent), typeof(Quote), typeof(OptionQuote), typeof(Bar), typeof(QuoteTick), typeof(InstrumentInfo), typeof(ConnectionStatus),
    ];

    // What only reading knows (an event, a conditional order of the broker's own) cannot be asked for.
    private static readonly Type[] Words = [typeof(PriceKind), typeof(TimeInForceKind), typeof(OrderShape), typeof(QuantityKind), typeof(Sessions), typeof(BrokerageErrorCode)];

    [Fact]
    public void Everything_that_the_contract_has_is_required()
    {
        var named = Name().Matches(Page).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var members = Roles.SelectMany(role => role.GetMethods()).Where(method => !method.IsSpecialName).Select(method => method.Name);
        var words = Words.SelectMany(word => Enum.GetNames(word).Where(name => word == typeof(BrokerageErrorCode) || name is not ("Unknown" or "None" or "Event" or "Conditional")));

        Assert.Empty(members.Concat(words).Except(named, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_member_that_is_read_is_held_or_has_a_reason()
    {
        var named = Member().Matches(Page).Select(match => match.Groups["name"].Value).ToList();
        var members = Models.SelectMany(model => model.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(one => one.SetMethod is not null).Select(one => $"{model.Name}.{one.Name}"));

        Assert.Distinct(named, StringComparer.Ordinal);
        Assert.Equal(members.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_case_that_is_named_is_there() => Assert.Empty(Number().Matches(Page).Select(match => match.Value).Except(ConformanceReport.Cases.Keys, StringComparer.Ordinal));

    [Fact]
    public void Every_line_names_a_case_or_the_reason_why_there_is_none() => Assert.All(
        Page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.Contains("held by", StringComparison.Ordinal)),
        line => Assert.Matches("[A-Z]{3}-[0-9]{3}|none: .+", line.Split('|')[2]));

    private static string Page => File.ReadAllText(Repository.At("docs", "conformance-requirements.md")).ReplaceLineEndings("\n");

    [GeneratedRegex("`(?<name>[A-Za-z]+)`", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Name();

    [GeneratedRegex("`(?<name>[A-Za-z]+\\.[A-Za-z]+)`", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Member();

    [GeneratedRegex("[A-Z]{3}-[0-9]{3}", RegexOptions.None, 5_000)]
    private static partial Regex Number();
}
