using System.Globalization;
using System.Text;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>Writes docs/features.md from the data that is enforced.</summary>
internal static class FeaturePage
{
    private static readonly (string Title, Feature[] Features)[] Groups =
    [
        ("What can be traded", Between(Feature.StockTrading, Feature.BondTrading)),
        ("How much and when", Between(Feature.FractionalShares, Feature.ShortSelling)),
        ("At what price", Between(Feature.MarketOrders, Feature.TrailingStopLimit)),
        ("For how long", Between(Feature.DayOrders, Feature.AllOrNone)),
        ("Orders of several parts, and changes", Between(Feature.BracketOrders, Feature.OrderPreview)),
        ("What can be read", Between(Feature.Balances, Feature.InstrumentSearch)),
        ("What is streamed", Between(Feature.StreamQuotes, Feature.StreamOrders)),
        ("Environments and sign-in", Between(Feature.PaperTrading, Feature.RevokeAtBroker)),
    ];

    public static string Write(IReadOnlyList<BrokerColumn> columns)
    {
        StringBuilder page = new();
        Footnotes notes = new();
        Introduce(page, columns);
        foreach (var (title, features) in Groups) Table(page, title, features, columns, notes);
        FeatureDetails.Logins(page, columns);
        FeatureDetails.Combinations(page, columns);
        FeatureDetails.Reasons(page, columns);
        FeatureDetails.Figures(page, columns, notes);
        FeatureDetails.Limits(page, columns, notes);
        FeatureDetails.Environments(page, columns);
        page.Append("## Notes\n\n");
        notes.Write(page);
        return page.ToString();
    }

    private static void Introduce(StringBuilder page, IReadOnlyList<BrokerColumn> columns)
    {
        var planned = columns.Where(column => column.IsPlanned).Select(column => Markdown.Text(column.Name)).ToList();
        page.Append("# What each broker can do\n\n");
        page.Append("<!-- Written by a test from the data that the validator enforces. Do not edit: run the tests with BROKERAGE_UPDATE=1. -->\n\n");
        page.Append("This page is written from the same data that refuses an order before it leaves, so the two cannot disagree. ");
        page.Append("It shows real-money environments; where a sandbox or paper environment differs, the last section says so.\n\n");
        page.Append("| sign | means |\n| --- | --- |\n");
        page.Append("| ✓ | the broker has it |\n");
        page.Append("| ◐ | the suite does it in the broker's place, and says so |\n");
        page.Append("| ? | not proven: refused, unless the application allows unverified features; then sent with a warning |\n");
        page.Append("| – | refused before any request leaves; without a note, because nobody says that the broker has it |\n\n");
        if (planned.Count > 0)
            page.Append("Planned, without an adapter yet: ").AppendJoin(", ", planned).Append(". Their columns say what the broker can do.\n\n");
        page.Append("In code: `features.Has(Feature.BracketOrders)`, `features.Of(Feature.BracketOrders)` with its evidence, ");
        page.Append("`features.Ask(scope)` for one concrete order, `OrderRules.Check(...)` for all reasons against an order at once.\n\n");
    }

    private static void Table(StringBuilder page, string title, Feature[] features, IReadOnlyList<BrokerColumn> columns, Footnotes notes)
    {
        page.Append("## ").Append(title).Append("\n\n");
        Markdown.Head(page, [.. columns.Select(Heading).Prepend("")]);
        foreach (var feature in features)
            Markdown.Row(page, columns.Select(column => Cell(column, feature, notes)).Prepend(Label(feature)));
        page.Append('\n');
    }

    private static string Cell(BrokerColumn column, Feature feature, Footnotes notes)
    {
        var answer = column.Features.Of(feature);
        return Markdown.Mark(answer.Support) + notes.Cite(column, answer.Evidence, answer.Why);
    }

    public static string Heading(BrokerColumn column) => Markdown.Text(column.Name) + (column.IsPlanned ? " (planned)" : "");

    /// <summary>A feature's row; most names read well as they are.</summary>
    public static string Label(Feature feature) => feature switch
    {
        Feature.Oco => "OCO (one cancels the other)",
        Feature.Oto => "OTO (one triggers the other)",
        Feature.MultiLeg => "Several legs in one order",
        Feature.ReplaceTerms => "Replace time in force",
        Feature.FindByClientId => "Find an order by our own id",
        Feature.Level2 => "Order books (level 2)",
        Feature.SuiteCanRefresh => "Access renewed without a person",
        Feature.PersonMustReturn => "A person must log in again",
        Feature.RevokeAtBroker => "Access revoked at the broker",
        _ => Words(feature),
    };

    private static Feature[] Between(Feature first, Feature last) => [.. Enum.GetValues<Feature>().Where(feature => feature >= first && feature <= last)];

    public static string Words<T>(T word)
        where T : struct, Enum
    {
        StringBuilder text = new();
        foreach (var letter in word.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0) text.Append(' ').Append(char.ToLower(letter, CultureInfo.InvariantCulture));
            else text.Append(letter);
        }

        return text.ToString();
    }
}
