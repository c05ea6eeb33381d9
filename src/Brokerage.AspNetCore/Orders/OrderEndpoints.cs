using Brokerage.AspNetCore.Access;
using Brokerage.AspNetCore.Connections;
using Brokerage.AspNetCore.Mapping;
using Brokerage.AspNetCore.Problems;
using Brokerage.AspNetCore.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Brokerage.AspNetCore.Orders;

/// <summary>Orders of a user's: prepared, shown, submitted. What was prepared stays here; a page has its id.</summary>
internal sealed class OrderEndpoints(IOrderService orders, IOrderJournal journal, PreparedOrderBook book, UserConnections connections, TimeProvider time)
{
    public void Map(RouteGroupBuilder group)
    {
        group.MapPost("/orders/prepare", PrepareAsync).WithSummary("Checks an order and readies it; creates nothing at the broker.");
        group.MapPost("/orders/submit", SubmitAsync).WithSummary("Sends a prepared order, once; answers its questions.");
        group.MapGet("/orders", ListAsync).WithSummary("An account's open orders.");
        group.MapPost("/orders/cancel", CancelAsync).WithSummary("Asks the broker to cancel an order.");
        group.MapGet("/orders/{clientOrderId}", GetAsync).WithSummary("What became of a submitted order.");
    }

    private async Task<IResult> PrepareAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync(context, BrokerageJson.Wire.PrepareOrderWire, cancellationToken).ConfigureAwait(false);
        var user = Caller.Of(context).User;
        // Always an id of ours: with one of the page's, a user could stand in another's way.
        var intent = IntentReader.Read(Account(context, body.ConnectionId, body.AccountId), ClientOrderId.New(time), body);
        var prepared = await orders.PrepareAsync(intent, body.WithPreview, cancellationToken).ConfigureAwait(false);
        var wire = new PreparedOrderWire(
            intent.ClientOrderId.Value, book.Add(user, prepared), prepared.Preview is { } preview ? SubmitMapping.ToWire(preview) : null);
        return TypedResults.Json(wire, BrokerageJson.Wire.PreparedOrderWire);
    }

    private async Task<IResult> SubmitAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync(context, BrokerageJson.Wire.SubmitOrderWire, cancellationToken).ConfigureAwait(false);
        var user = Caller.Of(context).User;
        if (!ClientOrderId.TryParse(body.ClientOrderId, out var id)) return NotWaiting();
        if (book.Find(user, id) is not { } waiting) return await SubmittedBeforeAsync(user, id, cancellationToken).ConfigureAwait(false);

        // The connection may have been ended, and have become another's, since the order was prepared.
        connections.RequireLive(user, waiting.Account.Connection.Value);
        var by = user ?? "anonymous";
        Approval[] approvals = [.. (body.Approvals ?? []).Select(answer => new Approval(answer.QuestionId, answer.Text, answer.Answer, by, time.GetUtcNow()))];
        // A browser that leaves ends its wait, never the order's way.
        if (waiting.TrySubmitAsync(approvals, order => orders.SubmitAsync(order, CancellationToken.None)) is not { } sending)
            return await SubmittedBeforeAsync(user, id, cancellationToken).ConfigureAwait(false);
        var result = await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Json(SubmitMapping.ToWire(id, result), BrokerageJson.Wire.SubmitResultWire);
    }

    // Two texts of a query that may be missing: what is missing is as unknown as what is another's.
    private async Task<IResult> ListAsync(HttpContext context, string? connection, string? account, CancellationToken cancellationToken)
    {
        var open = await orders.GetOpenOrdersAsync(Account(context, connection ?? "", account ?? ""), cancellationToken).ConfigureAwait(false);
        return TypedResults.Json(OrderMapping.ToWire(open), BrokerageJson.Wire.OrderListWire);
    }

    private async Task<IResult> CancelAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync(context, BrokerageJson.Wire.CancelOrderWire, cancellationToken).ConfigureAwait(false);
        var account = Account(context, body.ConnectionId, body.AccountId);
        if (!OrderId.TryParse(body.OrderId, out var order)) return Problem.Invalid("This is no order's id.", "orderId").ToResult();

        var result = await orders.CancelAsync(new OrderRef(account, order), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Json(OrderMapping.ToWire(result), BrokerageJson.Wire.CancelResultWire);
    }

    private async Task<IResult> GetAsync(HttpContext context, string clientOrderId, CancellationToken cancellationToken)
    {
        return ClientOrderId.TryParse(clientOrderId, out var id) && await EntryAsync(Caller.Of(context).User, id, cancellationToken).ConfigureAwait(false) is { } entry
            ? TypedResults.Json(SubmitMapping.ToWire(id, entry), BrokerageJson.Wire.OrderWishWire)
            : NoOrder();
    }

    // What was submitted is forgotten here one day, and by a restart. Who would then be told to prepare it again would have it twice.
    private async Task<IResult> SubmittedBeforeAsync(string? user, ClientOrderId id, CancellationToken cancellationToken) =>
        await EntryAsync(user, id, cancellationToken).ConfigureAwait(false) is { } entry && SubmitMapping.ToAnswer(id, entry) is { } answer
            ? TypedResults.Json(answer, BrokerageJson.Wire.SubmitResultWire)
            : NotWaiting();

    // Another user's order is as unknown as one that never was.
    private async Task<JournalEntry?> EntryAsync(string? user, ClientOrderId id, CancellationToken cancellationToken) =>
        await journal.FindAsync(JournalEntry.KeyOf(id), cancellationToken).ConfigureAwait(false) is { } entry && connections.IsLive(user, entry.Account.Connection)
            ? entry
            : null;

    private AccountRef Account(HttpContext context, string connectionId, string accountId)
    {
        var connection = connections.RequireLive(Caller.Of(context).User, connectionId);
        return AccountId.TryParse(accountId, out var account)
            ? new AccountRef(connection.Connection, connection.Broker, account)
            : throw new RefusedException(Problem.Invalid("This is no account's id.", "accountId"));
    }

    private static IResult NotWaiting() => new Problem(
        ProblemStatus.Of(BrokerageErrorCode.PreparationExpired), nameof(BrokerageErrorCode.PreparationExpired), "No such prepared order is waiting, and nothing of it was sent as far as the journal knows. Prepare it again.").ToResult();

    private static IResult NoOrder() => new Problem(
        ProblemStatus.Of(BrokerageErrorCode.OrderNotFound), nameof(BrokerageErrorCode.OrderNotFound), "No such order was submitted.").ToResult();
}
