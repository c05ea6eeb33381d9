using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>
/// Prepares orders: rules, what is listed already, and the preview that every order needs before it may be placed. Creates nothing at
/// E*TRADE. The list comes first: what was there before is what tells a lost order from others later.
/// </summary>
internal sealed class ETradePreparation(ETradeSession session, ETradeOrderReads orders)
{
    // How long a preview is good is not documented; clients place within a second. The site allows about this long, less a margin.
    private static readonly TimeSpan PreviewLife = TimeSpan.FromMinutes(2.5);

    public async Task<PreparedOrder> PrepareAsync(OrderIntent intent, Func<ClientOrderId, int> sent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ETradeGuards.RequireOwn(intent.Account, session.Context.Connection, nameof(intent));
        var account = await session.AccountAsync(intent.Account.Account, cancellationToken).ConfigureAwait(false);
        var (spec, target, notices) = await SpecAsync(account, intent, cancellationToken).ConfigureAwait(false);
        var (orderType, ticket) = TicketMapping.ToTicket(spec, session.Symbols);
        var preparedAt = session.Clock.GetUtcNow();
        var began = session.Now.ToUnixTimeMilliseconds();
        var listed = await orders.SinceAsync(account, session.Now, cancellationToken).ConfigureAwait(false);

        // Without all of their ids a lost answer could not be told from an order that was there before. What else of them cannot be read is no matter.
        var seen = listed.Ids ?? throw ETradeErrors.Unreadable("a list of orders that is not whole, so that the order could not be recognised later");

        var wireId = OrderEvidence.WireId(intent.ClientOrderId, sent(intent.ClientOrderId));
        var preview = await PreviewAsync(account, orderType, ticket, wireId, target, cancellationToken).ConfigureAwait(false);
        return new PreparedOrder
        {
            Intent = intent,
            Attempt = 1,
            WireId = wireId,
            Evidence = OrderEvidence.Write(new EvidenceWire
            {
                Previews = [.. preview.PreviewIds!.Select(id => id.PreviewId!.Value)],
                OrderType = orderType,
                Ticket = ticket,
                Target = target?.Value,
                Began = began,
                Seen = [.. seen],
            }),
            PreparedAt = preparedAt,
            ExpiresAt = session.Clock.GetUtcNow() + PreviewLife,
            Preview = PreviewMapping.ToPreview(preview, notices),
        };
    }

    private async Task<(OrderSpec Spec, OrderId? Target, IReadOnlyList<Notice> Notices)> SpecAsync(
        KnownAccount account, OrderIntent intent, CancellationToken cancellationToken)
    {
        switch (intent)
        {
            case OrderIntent.New { Plan: OrderPlan.Single { Spec: var spec } }:
                return (spec, null, ETradeRules.Require(session, account.Account, intent));
            case OrderIntent.New:
                ETradeRules.Require(session, account.Account, intent);
                throw ETradeErrors.Refuse("E*TRADE takes no orders that depend on each other.");
            case OrderIntent.Replace replace:
                // A change is the whole ticket again, so the order is read first.
                var current = await orders.ReadForChangeAsync(account, replace.Target, cancellationToken).ConfigureAwait(false);
                var instrument = current.Legs is [var only] ? new InstrumentInfo { Instrument = only.Leg.Instrument } : null;
                var notices = ETradeRules.Require(session, account.Account, intent, instrument);
                ETradeRules.RequireChangeable(current, replace.Change);
                return (TicketMapping.Changed(current, replace.Change), replace.Target, notices);
            default:
                throw ETradeErrors.Refuse($"E*TRADE does not know the wish '{intent.GetType().Name}'.");
        }
    }

    private async Task<PreviewWire> PreviewAsync(
        KnownAccount account, string orderType, TicketWire ticket, string wireId, OrderId? target, CancellationToken cancellationToken)
    {
        var body = BrokerRequest.JsonBody(
            new PreviewOrderBodyWire { PreviewOrderRequest = new OrderRequestWire { OrderType = orderType, ClientOrderId = wireId, Order = [ticket] } },
            ETradeJson.Default.PreviewOrderBodyWire);
        var path = target is { } order ? RequestPath.Of($"accounts/{account.Id.Value}/orders/{order.Value}/change/preview")
            : RequestPath.Of($"accounts/{account.Id.Value}/orders/preview");

        // A preview creates nothing, so one whose answer is lost is asked for again: a client id counts as used once it is placed, and the preview that
        // is placed is the one that was answered. It is counted among the orders, as each repetition is.
        var request = session.Request(
            "orders.preview", OperationClass.Read, target is null ? HttpMethod.Post : HttpMethod.Put, path, account.Id, body);
        using var reply = await session.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!Answer.TryRead(reply, request, ETradeJson.Default.PreviewAnswerWire, out var answer, out var error) || answer.PreviewOrderResponse is null)
        {
            // A refusal may come with a 200.
            var refused = reply.Error ?? session.Inside(request, reply) ?? error ?? Answer.NotTheAnswer(reply, request);
            throw new BrokerageException(refused with { Account = account.Ref, Effect = Effect.None });
        }

        var preview = answer.PreviewOrderResponse;
        if (Messages.Error([preview?.MessageList, .. (preview?.Order ?? []).Select(one => one.Messages)]) is { } refusal)
        {
            // A preview places nothing, whatever it says.
            throw new BrokerageException(ETradeTradingAnswers.Error(refusal, account.Ref) with { Effect = Effect.None });
        }

        return preview?.PreviewIds is { Count: > 0 } ids && ids.All(id => id.PreviewId is not null) ? preview : throw ETradeErrors.Unreadable("a preview without an id");
    }
}
