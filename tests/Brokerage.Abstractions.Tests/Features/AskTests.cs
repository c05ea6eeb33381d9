namespace Brokerage.Abstractions.Tests.FeatureMatrix;

public sealed class AskTests
{
    private static readonly Evidence Page = new("a page", new DateOnly(2026, 1, 1));

    [Fact]
    public void Silence_refuses()
    {
        Assert.Null(Of().Ask(new OrderScope { Asset = AssetClass.Equity }));
        Assert.Null(Of(Yes(new OrderScope { Asset = AssetClass.Option })).Ask(new OrderScope { Asset = AssetClass.Equity }));
    }

    [Fact]
    public void A_rule_that_states_nothing_speaks_about_everything()
    {
        var features = Of(Yes(new OrderScope()));
        Assert.Equal(Support.Native, features.Ask(new OrderScope())!.Support);
        Assert.Equal(Support.Native, features.Ask(RandomScopes.Concrete[0])!.Support);
    }

    [Fact]
    public void A_special_case_overrides_in_both_directions()
    {
        var fok = new OrderScope { TimeInForce = TimeInForceKind.FillOrKill };
        var limitFok = fok with { Price = PriceKind.Limit };
        var features = Of(No(fok), Yes(limitFok), No(limitFok with { Sessions = Sessions.Extended }));

        Assert.Equal(Support.Unsupported, features.Ask(fok with { Price = PriceKind.Market })!.Support);
        Assert.Equal(Support.Native, features.Ask(limitFok with { Sessions = Sessions.Regular })!.Support);
        Assert.Equal(Support.Unsupported, features.Ask(limitFok with { Sessions = Sessions.Extended })!.Support);
    }

    [Fact]
    public void More_stated_dimensions_do_not_outvote_another_matter()
    {
        // Three stated dimensions about fill-or-kill, one about the session: neither is a case of the other, so the refusal stands.
        var features = Of(
            Yes(new OrderScope { Asset = AssetClass.Equity, Price = PriceKind.Limit, TimeInForce = TimeInForceKind.FillOrKill }),
            No(new OrderScope { Sessions = Sessions.Extended }));
        var rule = features.Ask(new OrderScope
        {
            Asset = AssetClass.Equity,
            Price = PriceKind.Limit,
            TimeInForce = TimeInForceKind.FillOrKill,
            Sessions = Sessions.Extended,
        });
        Assert.Equal(Support.Unsupported, rule!.Support);
        Assert.Equal(Sessions.Extended, rule.Scope.Sessions);
    }

    [Theory]
    [InlineData(Support.Native, Support.Native, Support.Native)]
    [InlineData(Support.Native, Support.Emulated, Support.Unsupported)]
    [InlineData(Support.Native, Support.Unverified, Support.Unsupported)]
    [InlineData(Support.Native, Support.Unsupported, Support.Unsupported)]
    [InlineData(Support.Emulated, Support.Unverified, Support.Unsupported)]
    [InlineData(Support.Unverified, Support.Unverified, Support.Unverified)]
    public void A_tie_refuses_unless_it_is_no_dispute(Support one, Support other, Support answer)
    {
        var scope = new OrderScope { Asset = AssetClass.Equity };
        var rule = Of(new FeatureRule(scope, one, Page), new FeatureRule(scope, other, Page)).Ask(scope with { Price = PriceKind.Limit });
        Assert.Equal(answer, rule?.Support ?? Support.Unsupported);
    }

    [Fact]
    public void An_open_question_is_not_answered_by_a_special_case()
    {
        var features = Of(Yes(new OrderScope { Asset = AssetClass.Equity }), No(new OrderScope { Asset = AssetClass.Equity, Price = PriceKind.Stop }));
        Assert.Equal(Support.Native, features.Ask(new OrderScope { Asset = AssetClass.Equity })!.Support);
        Assert.Null(features.Ask(new OrderScope()));
    }

    [Fact]
    public void Sessions_count_as_a_whole()
    {
        var features = Of(Yes(new OrderScope { Sessions = Sessions.Extended }));
        Assert.NotNull(features.Ask(new OrderScope { Sessions = Sessions.Pre | Sessions.Regular | Sessions.Post }));
        Assert.Null(features.Ask(new OrderScope { Sessions = Sessions.Pre }));
        Assert.Null(features.Ask(new OrderScope { Sessions = Sessions.Extended | Sessions.Overnight }));
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 20, MemberType = typeof(Seeds))]
    public void Every_answer_is_the_oracles_whatever_the_order(ulong seed)
    {
        RandomScopes random = new(seed);
        var rules = random.Rules(14);
        var shuffled = Of([.. random.Shuffled(rules)]);
        var features = Of([.. rules]);
        foreach (var asked in RandomScopes.Concrete.Concat(Enumerable.Range(0, 100).Select(_ => random.Scope())))
        {
            var answer = features.Ask(asked);
            Assert.Equal(ScopeOracle.Ask(rules, asked), answer?.Support ?? Support.Unsupported);
            Assert.Equal(answer, shuffled.Ask(asked));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 20, MemberType = typeof(Seeds))]
    public void Narrower_rules_alone_change_answers(ulong seed)
    {
        RandomScopes random = new(seed);
        var rules = random.Rules(10);
        var added = random.Rule(random.Scope(), 99);
        foreach (var asked in RandomScopes.Concrete)
        {
            if (ScopeOracle.Statements(added.Scope).IsSubsetOf(ScopeOracle.Statements(asked))) continue;
            Assert.Equal(Of([.. rules]).Ask(asked), Of([.. rules, added]).Ask(asked));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 24, MemberType = typeof(Seeds))]
    public void The_best_is_what_some_order_gets(ulong seed)
    {
        RandomScopes random = new(seed);
        var rules = random.Rules(12);
        var features = Of([.. rules]);
        for (var i = 0; i < 20; i++)
        {
            var partial = random.Scope(density: 3);
            var open = ScopeOracle.Statements(partial);
            var found = RandomScopes.Concrete.Where(asked => open.IsSubsetOf(ScopeOracle.Statements(asked))).Select(asked => ScopeOracle.Ask(rules, asked)).Max();
            var best = features.Best(partial)?.Support ?? Support.Unsupported;
            if (found != best) Assert.Fail($"best of {partial} is {found}, not {best}, for {string.Join("; ", rules.Select(rule => $"{rule.Scope} {rule.Support}"))}");
            Assert.Equal(best, Of([.. random.Shuffled(rules)]).Best(partial)?.Support ?? Support.Unsupported);
        }
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => Of().Ask(null!));
        Assert.Throws<ArgumentNullException>(() => Of().Best(null!));
        Assert.Throws<ArgumentNullException>(() => FeatureRules.Each(Support.Native, null!));
    }

    [Fact]
    public void Each_writes_every_combination_once()
    {
        var rules = FeatureRules.Each(
            Support.Native, Page, assets: [AssetClass.Equity, AssetClass.Option], prices: [PriceKind.Market, PriceKind.Limit, PriceKind.Stop],
            allOrNone: false);
        Assert.Equal(6, rules.Distinct().Count());
        Assert.All(rules, rule => Assert.True(rule.Scope is { Operation: OrderOperation.Place, AllOrNone: false, TimeInForce: null }));
    }

    internal static BrokerFeatures Of(params FeatureRule[] rules) => new()
    {
        Broker = BrokerId.Parse("test"),
        Orders = rules,
        Abilities = new Dictionary<Ability, AbilitySupport>(),
        Limits = [],
        Session = new SessionRules(false, null, null),
    };

    private static FeatureRule Yes(OrderScope scope) => new(scope, Support.Native, Page);

    private static FeatureRule No(OrderScope scope) => new(scope, Support.Unsupported, Page);
}
