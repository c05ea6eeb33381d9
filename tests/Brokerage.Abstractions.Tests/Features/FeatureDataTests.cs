namespace Brokerage.Abstractions.Tests.FeatureMatrix;

public sealed class FeatureDataTests
{
    public static TheoryData<string> Environments() => [.. BrokerColumn.EveryEnvironment.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Environments))]
    public void Everything_has_its_evidence(string name)
    {
        var features = Find(name);
        var evidence = features.Orders.Select(rule => rule.Evidence)
            .Concat(features.Abilities.Values.Select(ability => ability.Evidence))
            .Concat(features.Limits.Select(limit => limit.Evidence!))
            .Concat(features.OrderLimits.Select(limit => limit.Evidence))
            .Concat(features.PlanRules.Select(rule => rule.Evidence))
            .Concat(features.Extras.Select(extra => extra.Evidence))
            .Concat(features.Logins.Select(login => login.Evidence));
        Assert.All(evidence, one =>
        {
            Assert.False(string.IsNullOrWhiteSpace(one.Source));
            Assert.InRange(one.On, new DateOnly(2012, 1, 1), new DateOnly(2026, 12, 31));
        });
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Every_ability_is_answered(string name) =>
        Assert.Equal(Enum.GetValues<Ability>().Order(), Find(name).Abilities.Keys.Order());

    [Theory]
    [MemberData(nameof(Environments))]
    public void Figures_are_figures(string name)
    {
        var features = Find(name);
        Assert.All(features.Limits, limit => Assert.True(limit.Permits > 0 && limit.Window > TimeSpan.Zero && limit.Class.Length > 0));
        Assert.All(features.OrderLimits, limit => Assert.True(limit.Value > 0m && limit.FromPrice >= 0m));
        Assert.All(features.Extras, extra => Assert.StartsWith(features.Broker.Value + ".", extra.Key, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void No_two_rules_state_the_same(string name)
    {
        var twice = Find(name).Orders.GroupBy(rule => rule.Scope).Where(group => group.Select(rule => rule.Support).Distinct().Count() > 1).Select(group => group.Key).ToList();
        Assert.Empty(twice);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Rules_dispute_only_where_one_of_them_refuses(string name)
    {
        foreach (var (asked, deciding, _) in ConcreteScopes.Answers(Find(name)))
        {
            if (deciding.Count < 2 || deciding.Any(rule => rule.Support == Support.Unsupported)) continue;
            if (deciding.Any(rule => rule.Support != deciding[0].Support))
                Assert.Fail($"{asked}: {string.Join("; ", deciding.Select(rule => $"{rule.Support} by {rule.Scope}"))}");
        }
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void Nothing_is_taken_that_a_broker_was_never_asked_about(string name)
    {
        foreach (var (_, _, rule) in ConcreteScopes.Answers(Find(name)))
        {
            // A rule that lets an order through must have named what it is, or silence would not refuse.
            if (rule is null || rule.Support == Support.Unsupported) continue;
            if (rule.Scope is not { Asset: not null, Shape: not null, Price: not null, TimeInForce: not null, Sessions: not null, Quantity: not null })
                Assert.Fail($"{rule.Scope}");
        }
    }

    public static TheoryData<string, string> CrossFieldRules() => new()
    {
        { "etrade", "immediate or cancel, and fill or kill, only with a limit" },
        { "etrade", "extended only with a limit for the day" },
        { "etrade", "options say whether they open or close" },
        { "etrade", "no plans" },
        { "alpaca", "plans are whole, regular, day or good till cancelled, and shares" },
        { "alpaca", "fractions are proven for market orders of the day alone" },
        { "alpaca", "extended only with a limit, day or good till cancelled" },
        { "alpaca", "crypto is good till cancelled or immediate, without stops to the market" },
        { "alpaca", "options are for the day, at market or limit" },
        { "schwab", "never at the open, never overnight" },
        { "schwab", "no fractions of shares" },
        { "ibkr", "never fill or kill, never till a date" },
        { "ibkr", "futures are never all or none" },
        { "tradier", "day or good till cancelled alone, never trailing" },
        { "tradier", "before and after hours only with a limit for the day" },
        { "tradier", "plans never begin with a market order" },
        { "robinhood", "crypto alone, long alone, no amounts at the market" },
        { "fidelity", "nothing" },
    };

    [Theory]
    [MemberData(nameof(CrossFieldRules))]
    public void Fields_hold_across(string broker, string claim)
    {
        var taken = 0;
        foreach (var (asked, _, rule) in ConcreteScopes.Answers(BrokerColumn.Of(broker)))
        {
            var support = rule?.Support ?? Support.Unsupported;
            if (support == Support.Unsupported) continue;

            taken++;
            if (!CrossFieldClaims.Holds(broker, claim, asked, support)) Assert.Fail($"{broker}, {claim}: {support} for {asked}");
        }

        Assert.Equal(broker is "fidelity", taken == 0);
    }

    [Fact]
    public void Every_claim_is_made() =>
        Assert.Equal(CrossFieldClaims.All.Order(), CrossFieldRules().Select(row => (row.Data.Item1, row.Data.Item2)).Order());

    private static BrokerFeatures Find(string name) => BrokerColumn.EveryEnvironment.Single(one => string.Equals(one.Name, name, StringComparison.Ordinal)).Features;
}
