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
        if (!ClientOrderId.TryParse(body.ClientOrderId, out var id) || book.Find(user, id) is not { } waiting) return NotWaiting();

        // The connection may have been ended, and have become another's, since the order was prepared.
        connections.RequireLive(user, waiting.Account.Connection.Value);
        var by = user ?? "anonymous";
        Approval[] approvals = [.. (body.Approvals ?? []).Select(answer => new Approval(answer.QuestionId, answer.Text, answer.Answer, by, time.GetUtcNow()))];
        // A browser that leaves ends its wait, never the order's way.
        var result = await waiting.SubmitAsync(approvals, order => orders.SubmitAsync(order, CancellationToken.None)).WaitAsync(cancellationToken).ConfigureAwait(false);
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
        if (!ClientOrderId.TryParse(clientOrderId, out var id) || await journal.FindAsync(JournalEntry.KeyOf(id), cancellationToken).ConfigureAwait(false) is not { } entry)
            return NoOrder();
        try
        {
            connections.RequireLive(Caller.Of(context).User, entry.Account.Connection.Value);
        }
        catch (RefusedException)
        {
            // Another user's order is as unknown as one that never was.
            return NoOrder();
        }

        return TypedResults.Json(SubmitMapping.ToWire(id, entry), BrokerageJson.Wire.OrderWishWire);
    }

    private AccountRef Account(HttpContext context, string connectionId, string accountId)
    {
        var connection = connections.RequireLive(Caller.Of(context).User, connectionId);
        return AccountId.TryParse(accountId, out var account)
            ? new AccountRef(connection.Connection, connection.Broker, account)
            : throw new RefusedException(Problem.Invalid("This is no account's id.", "accountId"));
    }

    private static IResult NotWaiting() => new Problem(
        ProblemStatus.Of(BrokerageErrorCode.PreparationExpired), nameof(BrokerageErrorCode.PreparationExpired), "No such prepared order is waiting. Prepare it again.").ToResult();

    private static IResult NoOrder() => new Problem(
        ProblemStatus.Of(BrokerageErrorCode.OrderNotFound), nameof(BrokerageErrorCode.OrderNotFound), "No such order was submitted.").ToResult();
}
