using System.Net;
using System.Text.RegularExpressions;
using Brokerage;
using Brokerage.ETrade;
using Brokerage.Simulator;

namespace Tour;

/// <summary>What is E*TRADE's own: a person signs in each day, orders are previewed, a lost one is found by evidence, streams are polled.</summary>
internal static partial class TourETrade
{
    private static readonly Instrument Berkshire = Instrument.Parse("BRK.B");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The sign-in as a person does it: he opens the page, agrees, and types the code that it shows into the application.</summary>
    public static async Task<StoredConnection> SignInAsync(ISignInManager signIn, BrokerEnvironment environment, string application)
    {
        var start = await signIn.BeginAsync(new SignInWish
        {
            User = null,
            Broker = ETradeAdapter.BrokerId,
            Environment = environment.Name,
            Application = application,
            Access = ConnectionAccess.Trading,
        });
        var code = await ReadCodeAsync(((SignInStep.EnterCode)start.Step).Address);
        var outcome = await signIn.CompleteAsync(user: null, start.Handle, new SignInAnswer.Code(new Secret(code)));
        return outcome is SignInOutcome.Connected connected ? connected.Connection : throw new InvalidOperationException($"The sign-in ended as {outcome}.");
    }

    /// <summary>An order that rests, whose answer is lost on the way; in the end it is cancelled, so that nothing has changed.</summary>
    public static async Task<TourDaily> RunAsync(IBrokerageService brokerage, ETradeSimulator simulator, StoredConnection stored, AccountRef account)
    {
        await using var connection = await brokerage.Connections.LeaseAsync(account.Connection);
        var quote = (await connection.MarketData!.GetQuotesAsync([Berkshire])).Items[0];
        var intent = OrderIntent.Place(account, OrderSpec.Limit(Berkshire, Side.Buy, units: 3m, price: Math.Round(quote.Bid!.Value * 0.75m, 2)));
        var prepared = await brokerage.Orders.PrepareAsync(intent, withPreview: true);

        // E*TRADE takes the order, and the line breaks before its answer.
        simulator.Faults.Add(new FaultRule { Kind = FaultKind.DropAfter, Method = "POST", Path = "/orders/place", Times = 1 });
        var result = await brokerage.Orders.SubmitAsync(prepared);
        var sighting = await brokerage.Orders.FindAsync(prepared);
        if (sighting is not Sighting.Found { Orders: [var order, ..] })
            throw new InvalidOperationException($"The order ended as {result}, and a look for it as {sighting}.");

        var (states, isPolled) = await ReadStreamAsync(connection, order, prepared.PreparedAt);
        await brokerage.Orders.CancelAsync(order.Ref);
        var final = await EndOfAsync(brokerage, order.Ref);
        return new TourDaily
        {
            LoginDays = connection.Features.TokenRefreshDays,
            LoginEndsAt = stored.PersonNeededBy,
            Preview = new TourPreview(prepared.Preview?.EstimatedTotal?.Amount, prepared.Preview?.Commission?.High.Amount, prepared.ExpiresAt),
            Lost = new TourLost(
                intent.ClientOrderId.Value, result.GetType().Name, sighting.GetType().Name, final.State.Value.ToString(), simulator.Exchange.GetOrders(simulator.Accounts[0]).Count),
            Stream = new TourStream(isPolled, states),
        };
    }

    private static async Task<Order> EndOfAsync(IBrokerageService brokerage, OrderRef order)
    {
        var asked = DateTimeOffset.UtcNow;
        var now = await brokerage.Orders.GetOrderAsync(order);
        while (!now.IsFinal && DateTimeOffset.UtcNow - asked < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            now = await brokerage.Orders.GetOrderAsync(order);
        }

        return now;
    }

    // The stream begins with what has happened since a time, and goes on with what each look finds.
    private static async Task<(IReadOnlyList<string> States, bool IsPolled)> ReadStreamAsync(IBrokerageConnection connection, Order order, DateTimeOffset since)
    {
        List<string> states = [];
        var isPolled = true;
        await foreach (var item in connection.Streaming!.OrdersAsync(order.Ref.Account.Account, since))
        {
            isPolled &= item.IsPolled;
            if (item.Signal == StreamSignal.Live) break;
            if (item is { Signal: StreamSignal.Data, Value: { } change } && change.Order.Ref.Order == order.Ref.Order) states.Add(change.Order.State.Value.ToString());
        }

        return (states, isPolled);
    }

    private static async Task<string> ReadCodeAsync(Uri page)
    {
        using var http = new HttpClient();
        var fields = HiddenField().Matches(await http.GetStringAsync(page)).ToDictionary(
            field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value), StringComparer.Ordinal);
        fields["decision"] = "approve";
        using var form = new FormUrlEncodedContent(fields);
        using var shown = await http.PostAsync(page.GetLeftPart(UriPartial.Path), form);
        return ShownCode().Match(await shown.Content.ReadAsStringAsync()).Groups["code"].Value;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[a-z]+)\" value=\"(?<value>[^\"]*)\">", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenField();

    [GeneratedRegex("<input type=\"text\" value=\"(?<code>[A-Z0-9]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShownCode();
}
