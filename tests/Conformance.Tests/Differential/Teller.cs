namespace Brokerage.Conformance.Tests.Differential;

/// <summary>
/// Tells a story at a test broker and writes down what its adapter says. Any adapter that has a test broker for the conformance kit can be
/// held against another one; what brokers really do differently is let be in <see cref="Normal"/> alone.
/// </summary>
internal sealed class Teller
{
    private readonly TestBroker _broker;
    private readonly IBrokerageConnection _connection;
    private readonly Things _things;
    private readonly Ground _ground;
    private readonly Names _names = new();
    private readonly List<string> _lines = [];
    private readonly CancellationToken _token;

    private Teller(TestBroker broker, IBrokerageConnection connection, Ground ground, CancellationToken token)
    {
        _broker = broker;
        _connection = connection;
        _things = new Things(broker);
        _ground = ground;
        _token = token;
    }

    private ITrading Trading => _connection.Trading!;

    /// <summary>Tells it. The test broker has been started, and is used up afterwards.</summary>
    /// <param name="name">How the broker is called in a difference.</param>
    /// <param name="broker">The test broker.</param>
    /// <param name="story">The story.</param>
    /// <param name="ground">What is compared.</param>
    /// <param name="patience">How long a stream may take to tell what the lists tell.</param>
    /// <param name="token">Ends it.</param>
    public static async Task<History> TellAsync(string name, TestBroker broker, Story story, Ground ground, TimeSpan patience, CancellationToken token)
    {
        var connection = broker.Connection;
        var teller = new Teller(broker, connection, ground, token);
        await using var listener = connection.Streaming is { } streaming ? await Listener.StartAsync(streaming, broker.Account.Account, patience, token) : null;
        try
        {
            foreach (var step in story.Steps)
                await teller.PlayAsync(step);
            await teller.TellHistoryAsync(story);
            if (listener is not null)
                await teller.TellNewsAsync(listener, story);
        }
        catch (Exception failure) when (!token.IsCancellationRequested)
        {
            teller._lines.Add($"threw {failure.GetType().Name}, {failure.Message}");
        }

        return new History(name, teller._lines);
    }

    private async Task PlayAsync(Step step)
    {
        var line = StoryText.Write(step);
        if (_ground.StepTakes > TimeSpan.Zero)
            _broker.PassTime(_ground.StepTakes);
        switch (step)
        {
            case Step.Quote quote:
                _broker.SetQuote(_things[quote.Thing], quote.Bid, quote.Ask, quote.BidSize, quote.AskSize);
                _lines.Add(line);
                break;
            case Step.Place place:
                _lines.Add($"{line}: {await PlaceAsync(place)}");
                break;
            case Step.Cancel cancel:
                _lines.Add($"{line}: {(_names.Newest(cancel.Label) is { } order ? await CancelAsync(order) : "nothing there")}");
                break;
            case Step.Replace replace:
                _lines.Add($"{line}: {(_names.Newest(replace.Label) is { } target ? await ReplaceAsync(replace, target) : "nothing there")}");
                break;
            case Step.Pass pass:
                _broker.PassTime(pass.By);
                _lines.Add(line);
                break;
            case Step.Elsewhere elsewhere:
                _lines.Add($"{line}: {PlaceElsewhere(elsewhere)}");
                break;
            default:
                _lines.Add(line);
                await LookAsync();
                break;
        }
    }

    private string PlaceElsewhere(Step.Elsewhere step)
    {
        try
        {
            return $"{_broker.PlaceElsewhere(step.Terms.ToSpec(_things), step.Count).Count} placed";
        }
        catch (InvalidOperationException)
        {
            return "refused";
        }
    }

    private async Task<string> PlaceAsync(Step.Place step)
    {
        var plan = step.Terms.ToPlan(_things);
        return Normal.MeetsItself(step.Terms, _things, await RivalsAsync()) ? "let be" : await SubmitAsync(OrderIntent.Place(_broker.Account, plan), $"{step.Label}");
    }

    // Open orders that an order must not meet.
    private async Task<IReadOnlyList<Order>> RivalsAsync() => _ground.LetsMeetingsBe ? await OpenAsync() : [];

    private async Task<IReadOnlyList<Order>> OpenAsync() =>
        [.. (await Hear(Trading.GetOpenOrdersAsync(_broker.Account.Account, _token))).Items.SelectMany(Normal.Flatten)];

    private async Task<string> SubmitAsync(OrderIntent intent, string name)
    {
        try
        {
            var prepared = await Hear(Trading.PrepareAsync(intent, cancellationToken: _token));
            switch (await Hear(Trading.SubmitAsync(prepared, _token)))
            {
                case SubmitResult.Placed { Orders: [{ Order: { } id, Error: null }, ..] }:
                    _names.Add(name, id, isPair: intent is OrderIntent.New { Plan: OrderPlan.OneCancels });
                    return $"placed, {Normal.Seen(await Hear(Trading.FindAsync(prepared, _token)), id)}";
                case SubmitResult.Rejected rejected:
                    return $"refused, {Normal.CodeOf(rejected.Error, _ground)}";
                case var other:
                    return other.GetType().Name;
            }
        }
        catch (BrokerageException failure)
        {
            return $"refused, {Normal.CodeOf(failure.Error, _ground)}";
        }
    }

    private async Task<string> CancelAsync(OrderId order) =>
        await Hear(Trading.CancelAsync(new OrderRef(_broker.Account, order), _token)) switch
        {
            CancelResult.AlreadyFinal final => $"already {final.Order.State.Value}",
            CancelResult.Refused refused => $"refused, {Normal.CodeOf(refused.Error, _ground)}",
            var other => other.GetType().Name,
        };

    private async Task<string> ReplaceAsync(Step.Replace step, OrderId order)
    {
        var target = new OrderRef(_broker.Account, order);
        var change = Normal.Change(await Hear(Trading.GetOrderAsync(target, _token)), new OrderChange(step.Units, step.Price), await RivalsAsync());
        return change is null ? "let be" : await SubmitAsync(OrderIntent.Modify(target, change), _names.After(step.Label));
    }

    private async Task LookAsync()
    {
        var account = _broker.Account.Account;
        var orders = await ReadOrdersAsync();
        _lines.AddRange(orders.Select(row => $"  {row.Name}: {Normal.Order(row.Order, _things)}"));
        _lines.Add($"  open: {_names.Of((await OpenAsync()).Select(order => order.Ref.Order))}");
        var positions = await Hear(_connection.Accounts.GetPositionsAsync(account, _token));
        _lines.AddRange(positions.Items.Select(position => $"  holds {Normal.Position(position, _things, _ground)}").Order(StringComparer.Ordinal));
        _lines.Add($"  {Normal.Balance(await Hear(_connection.Accounts.GetBalanceAsync(account, _token)), _ground)}");
        var quotes = await Hear(_connection.MarketData!.GetQuotesAsync([.. _ground.Names.Select(name => _things[name])], _token));
        _lines.AddRange(quotes.Items.Select(quote => $"  market {Normal.Quote(quote, _things)}").Order(StringComparer.Ordinal));
    }

    /// <summary>Every order that was placed, with those that belong to it.</summary>
    private async Task<IReadOnlyList<(string Name, Order Order)>> ReadOrdersAsync()
    {
        var rows = new Dictionary<OrderId, (string Name, Order Order)>();
        // Newest first: exits go over to what takes the place of their entry, and some brokers show them in both.
        foreach (var (name, id) in _names.Roots.Reverse())
        {
            var tree = await Hear(Trading.GetOrderAsync(new OrderRef(_broker.Account, id), _token));
            foreach (var order in Normal.Flatten(tree))
                rows.TryAdd(order.Ref.Order, (_names.Add(name, order), order));
        }

        return [.. rows.Values.OrderBy(row => row.Name, StringComparer.Ordinal)];
    }

    // Everything from the day before the story to the day after it, whole.
    private async Task TellHistoryAsync(Story story)
    {
        if (story.Steps.Count == 0)
            return;
        var now = _broker.Clock.GetUtcNow();
        var query = new HistoryQuery(_broker.Account.Account, now.AddDays(-60), now.AddDays(1));
        var past = new List<OrderId>();
        await foreach (var order in Trading.EnumerateOrderHistoryAsync(query, _token))
            past.AddRange(Normal.Flatten(order).Select(one => one.Ref.Order));
        await ReadOrdersAsync();
        // Exits that went over to what took the place of their entry are shown in both by some brokers.
        _lines.Add($"past orders: {_names.Of(past.Distinct())}");
        var trades = new List<string>();
        await foreach (var row in _connection.Accounts.EnumerateTransactionsAsync(query, _token))
        {
            if (row.Kind.Value == TransactionKind.Trade)
                trades.Add(Normal.Trade(row, _things, _names));
        }

        _lines.AddRange(trades.Order(StringComparer.Ordinal).Select(trade => $"traded {trade}"));
    }

    private async Task TellNewsAsync(Listener listener, Story story)
    {
        var orders = await ReadOrdersAsync();
        var line = await listener.TellAsync(orders, mayBreak: _ground.IsPolled || story.Steps.Any(step => step is Step.Pass), _broker);
        _lines.AddRange(line);
    }

    // The clock of the broker stands still, and so does an adapter that waits for it; then, and only then, time goes on.
    private async Task<T> Hear<T>(Task<T> answer) =>
        await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(5), _token)) == answer ? await answer : await _broker.WaitAsync(answer, _token);
}
