using System.Globalization;

namespace Brokerage.Conformance.Tests.Differential;

/// <summary>Steps as lines: <c>place 1 buy 3 stock limit 401.25 gtc</c>.</summary>
internal static class StoryText
{
    private static readonly Dictionary<string, TimeInForceKind> Times = new(StringComparer.Ordinal)
    {
        ["day"] = TimeInForceKind.Day,
        ["gtc"] = TimeInForceKind.GoodTillCancelled,
        ["ioc"] = TimeInForceKind.ImmediateOrCancel,
        ["fok"] = TimeInForceKind.FillOrKill,
        ["open"] = TimeInForceKind.AtOpen,
        ["close"] = TimeInForceKind.AtClose,
    };

    public static string Write(Step step) => step switch
    {
        Step.Quote quote => $"quote {quote.Thing} {Text(quote.Bid)} {Text(quote.Ask)} sizes {Text(quote.BidSize)} {Text(quote.AskSize)}",
        Step.Place place => $"place {place.Label} {Write(place.Terms)}",
        Step.Cancel cancel => $"cancel {cancel.Label}",
        Step.Replace replace => $"replace {replace.Label}{(replace.Units is { } units ? $" units {Text(units)}" : "")}"
            + (replace.Price is { } price ? " " + Write(price) : ""),
        Step.Pass pass => $"pass {pass.By.TotalMinutes.ToString(CultureInfo.InvariantCulture)} minutes",
        Step.Elsewhere elsewhere => $"elsewhere {elsewhere.Count} {Write(elsewhere.Terms)}",
        _ => "look",
    };

    public static string Write(Terms terms) => string.Join(' ', new[]
    {
        terms.Side == Side.Buy ? "buy" : "sell",
        terms.InCash ? "$" + Text(terms.Amount) : Text(terms.Amount),
        terms.Thing,
        Write(terms.Price),
        WordOf(terms.Time),
        terms.Effect switch { PositionEffect.Open => "open", PositionEffect.Close => "close", _ => "" },
        terms.Extended ? "extended" : "",
        terms.IsPair ? "pair" : "",
        terms.TargetAt is { } target ? $"target {Text(target)}" : "",
        terms.StopAt is { } exit ? $"exit {Text(exit)}" : "",
    }.Where(word => word.Length > 0));

    public static string Write(PriceTerms? price) => price switch
    {
        PriceTerms.Limit limit => $"limit {Text(limit.Price)}",
        PriceTerms.Stop stop => $"stop {Text(stop.Trigger)}",
        PriceTerms.StopLimit stop => $"stop {Text(stop.Trigger)} limit {Text(stop.Price)}",
        PriceTerms.Trailing { InPercent: true } trailing => $"trail {Text(trailing.Distance * 100m)}%",
        PriceTerms.Trailing trailing => $"trail {Text(trailing.Distance)}",
        PriceTerms.Market => "market",
        _ => "nothing",
    };

    public static string WordOf(TimeInForceKind? time) => Times.FirstOrDefault(pair => pair.Value == time).Key ?? $"{time}";

    public static string Text(decimal? number) => number?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "-";

    public static Step Read(string line)
    {
        var words = new Queue<string>(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.Dequeue() switch
        {
            "quote" => ReadQuote(words),
            "place" => new Step.Place(Whole(words), ReadTerms(words)),
            "cancel" => new Step.Cancel(Whole(words)),
            "replace" => new Step.Replace(
                Whole(words), words.TryPeek(out var next) && next == "units" ? Number(words, skip: 1) : null, words.Count > 0 ? ReadPrice(words) : null),
            "pass" => new Step.Pass(TimeSpan.FromMinutes(Whole(words))),
            "elsewhere" => new Step.Elsewhere(Whole(words), ReadTerms(words)),
            "look" => new Step.Look(),
            var word => throw new FormatException($"'{word}' begins no step."),
        };
    }

    private static Step.Quote ReadQuote(Queue<string> words) =>
        new(words.Dequeue(), Number(words), Number(words), Number(words, skip: 1), Number(words));

    private static Terms ReadTerms(Queue<string> words)
    {
        var side = words.Dequeue() == "buy" ? Side.Buy : Side.Sell;
        var amount = words.Dequeue();
        var terms = new Terms
        {
            Side = side,
            InCash = amount.StartsWith('$'),
            Amount = decimal.Parse(amount.TrimStart('$'), CultureInfo.InvariantCulture),
            Thing = words.Dequeue(),
            Price = ReadPrice(words),
            Time = Times[words.Dequeue()],
        };
        while (words.TryDequeue(out var word))
        {
            terms = word switch
            {
                "open" => terms with { Effect = PositionEffect.Open },
                "close" => terms with { Effect = PositionEffect.Close },
                "extended" => terms with { Extended = true },
                "pair" => terms with { IsPair = true },
                "target" => terms with { TargetAt = Number(words) },
                "exit" => terms with { StopAt = Number(words) },
                _ => throw new FormatException($"'{word}' says nothing of an order."),
            };
        }

        return terms;
    }

    private static PriceTerms ReadPrice(Queue<string> words)
    {
        switch (words.Dequeue())
        {
            case "market":
                return new PriceTerms.Market();
            case "limit":
                return new PriceTerms.Limit(Number(words));
            case "stop":
                var trigger = Number(words);
                return words.TryPeek(out var next) && next == "limit"
                    ? new PriceTerms.StopLimit(trigger, Number(words, skip: 1))
                    : new PriceTerms.Stop(trigger);
            case "trail":
                var distance = words.Dequeue();
                return distance.EndsWith('%')
                    ? new PriceTerms.Trailing(decimal.Parse(distance.TrimEnd('%'), CultureInfo.InvariantCulture) / 100m, InPercent: true)
                    : new PriceTerms.Trailing(decimal.Parse(distance, CultureInfo.InvariantCulture), InPercent: false);
            case var word:
                throw new FormatException($"'{word}' is no price.");
        }
    }

    private static int Whole(Queue<string> words) => int.Parse(words.Dequeue(), CultureInfo.InvariantCulture);

    private static decimal Number(Queue<string> words, int skip = 0)
    {
        for (var i = 0; i < skip; i++)
            words.Dequeue();
        return decimal.Parse(words.Dequeue(), CultureInfo.InvariantCulture);
    }
}
