using System.Globalization;
using System.Text;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>The sections below the tables.</summary>
internal static class FeatureDetails
{
    public static void Logins(StringBuilder page, IReadOnlyList<BrokerColumn> columns)
    {
        page.Append("## How long a login lasts\n\n");
        Markdown.Head(page, "broker", "kind of login", "renewal", "access lives", "a person must return", "idle at most", "history reaches", "sessions and streams per login");
        foreach (var column in columns)
        {
            foreach (var login in column.Features.Logins)
            {
                Markdown.Row(
                    page, Markdown.Text(column.Name), Markdown.Text(login.Note ?? ""), FeaturePage.Words(login.Renewal),
                    login.AccessLife is null ? "–" : Markdown.Span(login.AccessLife), Return(column, login),
                    login.IdleLimit is null ? "–" : Markdown.Span(login.IdleLimit), Markdown.Span(column.Features.HistoryDepth), Session(column.Features.Session));
            }
        }

        page.Append('\n');
    }

    public static void Combinations(StringBuilder page, IReadOnlyList<BrokerColumn> columns)
    {
        page.Append("## Which prices go with which times\n\nSingle orders of whole units; options that open.\n\n");
        foreach (var column in columns)
        {
            foreach (var asset in (AssetClass[])[AssetClass.Equity, AssetClass.Option, AssetClass.Future, AssetClass.Crypto])
            {
                if (column.Features.Best(new OrderScope { Asset = asset, Operation = OrderOperation.Place }) is not null) Grid(page, column, asset);
            }
        }
    }

    public static void Reasons(StringBuilder page, IReadOnlyList<BrokerColumn> columns)
    {
        page.Append("## Why orders are refused\n\n");
        foreach (var column in columns)
        {
            var refusals = column.Features.Orders.Where(rule => rule is { Support: Support.Unsupported, Why: not null })
                .GroupBy(rule => (rule.Why, rule.Evidence))
                .ToList();
            if (refusals.Count == 0) continue;

            page.Append("### ").Append(Markdown.Text(column.Name)).Append("\n\n");
            foreach (var refusal in refusals)
            {
                page.Append("- ").Append(Where([.. refusal])).Append(": ").Append(Markdown.Text(refusal.Key.Why!)).Append(" (");
                page.Append(Markdown.Text(refusal.Key.Evidence.Source)).Append(", ").Append(Day(refusal.Key.Evidence.On)).Append(")\n");
            }

            page.Append('\n');
        }
    }

    public static void Figures(StringBuilder page, IReadOnlyList<BrokerColumn> columns, Footnotes notes)
    {
        page.Append("## Figures and relations that orders must keep\n\n");
        foreach (var column in columns)
        {
            var lines = column.Features.OrderLimits.Select(limit => $"{Figure(limit)}{notes.Cite(column, limit.Evidence, null)}")
                .Concat(column.Features.PlanRules.GroupBy(rule => rule.Kind).Select(rules =>
                    $"{FeaturePage.Words(rules.Key)}: {string.Join(", ", rules.Select(rule => FeaturePage.Words(rule.Shape).ToLowerInvariant()))}{notes.Cite(column, rules.First().Evidence, null)}"))
                .Concat(column.Features.Extras.Select(extra => $"`{extra.Key}`: {Markdown.Text(extra.Meaning)}{Required(extra)}{notes.Cite(column, extra.Evidence, null)}"))
                .ToList();
            if (lines.Count == 0) continue;

            page.Append("### ").Append(Markdown.Text(column.Name)).Append("\n\n");
            foreach (var line in lines) page.Append("- ").Append(line).Append('\n');
            page.Append('\n');
        }
    }

    public static void Limits(StringBuilder page, IReadOnlyList<BrokerColumn> columns, Footnotes notes)
    {
        page.Append("## Rate limits\n\n");
        Markdown.Head(page, "broker", "requests", "at most", "shared by", "at once", "penalty");
        foreach (var column in columns)
        {
            foreach (var limit in column.Features.Limits)
            {
                Markdown.Row(
                    page, Markdown.Text(column.Name), limit.Class,
                    $"{limit.Permits.ToString("N0", CultureInfo.InvariantCulture)} in {Markdown.Span(limit.Window)}{notes.Cite(column, limit.Evidence, null)}",
                    FeaturePage.Words(limit.Scope), limit.AtOnce?.ToString(CultureInfo.InvariantCulture) ?? "–", limit.Penalty is null ? "–" : Markdown.Span(limit.Penalty));
            }
        }

        page.Append('\n');
    }

    public static void Environments(StringBuilder page, IReadOnlyList<BrokerColumn> columns)
    {
        page.Append("## Where other environments differ\n\n");
        foreach (var column in columns)
        {
            foreach (var (environment, features) in column.Others)
            {
                var changes = Enum.GetValues<Feature>().Where(feature => features.Of(feature).Support != column.Features.Of(feature).Support)
                    .Select(feature => $"{FeaturePage.Label(feature)} {Markdown.Mark(column.Features.Of(feature).Support)} → {Markdown.Mark(features.Of(feature).Support)}")
                    .ToList();
                page.Append("- ").Append(Markdown.Text(column.Name)).Append(", ").Append(environment).Append(": ");
                page.Append(changes.Count == 0 ? "no difference" : string.Join("; ", changes)).Append('\n');
            }
        }

        page.Append('\n');
    }

    private static void Grid(StringBuilder page, BrokerColumn column, AssetClass asset)
    {
        TimeInForceKind[] times = [.. Enum.GetValues<TimeInForceKind>().Where(time => time != TimeInForceKind.Unknown)];
        page.Append("### ").Append(Markdown.Text(column.Name)).Append(": ").Append(FeaturePage.Words(asset).ToLowerInvariant()).Append("\n\n");
        Markdown.Head(page, [.. times.Select(FeaturePage.Words).Prepend("")]);
        foreach (var price in Enum.GetValues<PriceKind>())
            Markdown.Row(page, times.Select(time => Markdown.Mark(Ask(column, asset, price, time, Sessions.Regular))).Prepend(FeaturePage.Words(price)));
        var sessions = (Sessions[])[Sessions.Pre, Sessions.Post, Sessions.Extended, Sessions.Overnight, Sessions.Extended | Sessions.Overnight];
        var outside = sessions.SelectMany(session => Outside(column, asset, session, times)).ToList();
        page.Append('\n');
        if (outside.Count > 0) page.Append("Outside the regular session: ").AppendJoin("; ", outside).Append(".\n\n");
    }

    private static IEnumerable<string> Outside(BrokerColumn column, AssetClass asset, Sessions session, TimeInForceKind[] times) =>
        from price in Enum.GetValues<PriceKind>()
        from time in times
        let support = Ask(column, asset, price, time, session)
        where support != Support.Unsupported
        select $"{session} {FeaturePage.Words(price).ToLowerInvariant()} {FeaturePage.Words(time).ToLowerInvariant()} {Markdown.Mark(support)}";

    private static Support Ask(BrokerColumn column, AssetClass asset, PriceKind price, TimeInForceKind time, Sessions session) =>
        column.Features.Ask(new OrderScope
        {
            Asset = asset,
            Shape = OrderShape.Single,
            Role = OrderRole.Single,
            Price = price,
            Basis = price is PriceKind.Market or PriceKind.Limit ? null : TriggerBasis.Default,
            TimeInForce = time,
            Sessions = session,
            Side = Side.Buy,
            Effect = asset == AssetClass.Option ? PositionEffect.Open : PositionEffect.Unspecified,
            Quantity = QuantityKind.Whole,
            AllOrNone = false,
            Operation = OrderOperation.Place,
        })?.Support ?? Support.Unsupported;

    private static string Return(BrokerColumn column, TokenRules login) =>
        login.LoginLife is null ? (column.Features.Has(Feature.PersonMustReturn) || column.Features.Of(Feature.PersonMustReturn).Support == Support.Unverified ? "not told" : "never") : Markdown.Span(login.LoginLife) + (login.EndsAtMidnightIn is { } zone ? $", at midnight in {zone}" : "");

    private static string Session(SessionRules session) =>
        $"{(session.OneSessionPerLogin ? "one session" : "several sessions")}, {(session.StreamsPerLogin is { } streams ? $"{streams.ToString(CultureInfo.InvariantCulture)} stream" : "streams not told")}"
        + (session.KeepAlive is null ? "" : $", used at least each {Markdown.Span(session.KeepAlive)}");

    private static string Figure(OrderLimit limit) =>
        $"{FeaturePage.Words(limit.Kind)} {limit.Value.ToString(CultureInfo.InvariantCulture)}"
        + (limit.Asset is { } asset ? $", {FeaturePage.Words(asset).ToLowerInvariant()}" : "")
        + (limit.FromPrice > 0m ? $", from a price of {limit.FromPrice.ToString(CultureInfo.InvariantCulture)}" : "");

    private static string Required(ExtraField extra) =>
        extra.RequiredFor.Count == 0 ? "" : $" (demanded for {string.Join(", ", extra.RequiredFor.Select(asset => FeaturePage.Words(asset).ToLowerInvariant()))})";

    // What all rules of one reason state, value by value: "FillOrKill/ImmediateOrCancel, Market/Stop".
    private static string Where(IReadOnlyList<FeatureRule> rules)
    {
        var stated = ScopeDimension.All
            .Select(dimension => rules.Select(rule => dimension.Word(rule.Scope)).Distinct(StringComparer.Ordinal).ToList())
            .Where(words => !words.Contains(null) && words is not ["Place"])
            .Select(words => string.Join("/", words));
        var text = string.Join(", ", stated);
        return text.Length == 0 ? "any order" : text;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
