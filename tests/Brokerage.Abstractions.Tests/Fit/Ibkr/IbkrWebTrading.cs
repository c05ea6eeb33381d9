using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

internal sealed class IbkrWebTrading(IbkrWebConnection connection, BrokerageConnectionContext context) : ITrading
{
    // Chains of two or three questions are normal; a broker that never stops asking is not answered for ever.
    private const int MostQuestions = 8;

    private readonly SubmitOnce _once = new(context, IbkrWebAdapter.Broker);

    public async Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
    {
        Rules.Demand(connection.Features, intent);
        if (intent is not OrderIntent.New order)
        {
            throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, IbkrWebAdapter.Broker, "Not part of this sketch."));
        }
        var conid = await ConidAsync(IbkrTickets.First(order.Plan).Legs[0].Instrument, cancellationToken);
        var wireId = WireId(intent.ClientOrderId, 1);
        return new PreparedOrder
        {
            Intent = intent,
            Attempt = 1,
            WireId = wireId,
            Evidence = new IbkrEvidence(conid, [wireId], null, []).Write(),
            PreparedAt = connection.Now,
            Preview = withPreview ? await PreviewAsync(order, conid, wireId, cancellationToken) : null,
        };
    }

    /// <summary>
    /// With an open question and its answer: replies while the broker still knows the question. Else sends the order under this attempt's
    /// own wire id (what was asked about never became live) and answers what was approved, by id and text.
    /// </summary>
    public async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        if (!connection.IsVerified) return Rejected(BrokerageErrorCode.EnvironmentMismatch, "Connect first: nothing has verified the environment.");
        if (_once.Begin(order) is { } refusal) return new SubmitResult.Rejected(refusal);
        if (order.Approvals.Any(approval => approval.Answer == "No")) return Rejected(BrokerageErrorCode.ConfirmationRequired, "The question was answered with no.");
        var evidence = IbkrEvidence.Read(order.Evidence);
        try
        {
            var answer = evidence.ReplyId is { } reply && evidence.Asked.All(question => IsApproved(order, question)) ? await ReplyAsync(reply, cancellationToken) : null;
            if (answer is null || IsForgotten(answer)) answer = await SendAsync(order, evidence, cancellationToken);
            return await FollowAsync(order, evidence, answer, cancellationToken);
        }
        catch (AnswerLostException)
        {
            // The reply is a placement too.
            return new SubmitResult.OutcomeUnknown(order, IbkrWebErrors.Lost);
        }
    }

    public async Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        var answer = await connection.SendAsync("DELETE", $"/iserver/account/{order.Account.Account}/order/{order.Order}", "", cancellationToken);
        var text = Json.Read(answer.Body).Text("error");
        return text is null && answer.IsSuccess
            ? new CancelResult.Requested()
            : new CancelResult.Refused(new BrokerageError(BrokerageErrorCode.OrderNotFound, IbkrWebAdapter.Broker, text ?? "refused") { BrokerText = text });
    }

    /// <summary>Today's orders carry our id as order_ref: under any of the ids that this wish went out with.</summary>
    public async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        var ids = IbkrEvidence.Read(order.Evidence).WireIds;
        var found = (await ListAsync(cancellationToken)).Select(row => IbkrOrderMapping.Row(row, order.Intent.Account, connection.Now))
            .Where(row => row.WireId is { } id && ids.Contains(id))
            .Select(row => row with { ClientOrderId = order.Intent.ClientOrderId })
            .ToList();
        return found switch
        {
            [] => new Sighting.NotSeen(TimeSpan.FromSeconds(5), ProvesAbsence: true),
            [_] => new Sighting.Found(found),
            _ => new Sighting.Ambiguous(found),
        };
    }

    public async Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        var row = (await ListAsync(cancellationToken)).FirstOrDefault(row => row.Word("orderId") == order.Order.Value);
        return row is null
            ? throw new BrokerageException(new BrokerageError(BrokerageErrorCode.OrderNotFound, IbkrWebAdapter.Broker, "Not among today's orders."))
            : IbkrOrderMapping.Row(row, order.Account, connection.Now);
    }

    public async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var orders = (await ListAsync(cancellationToken)).Select(row => IbkrOrderMapping.Row(row, connection.Ref(account), connection.Now));
        return Snapshot<Order>.Complete([.. orders.Where(order => !order.IsFinal)], new AsOf(connection.Now, null));
    }

    /// <summary>Today's and no more: the page says so.</summary>
    public async Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        var orders = (await ListAsync(cancellationToken)).Select(row => IbkrOrderMapping.Row(row, connection.Ref(query.Account), connection.Now));
        return new Page<Order>([.. orders], null, new DateTimeOffset(connection.Now.Date, TimeSpan.Zero), []);
    }

    private async Task<SubmitResult> FollowAsync(PreparedOrder order, IbkrEvidence evidence, WireAnswer answer, CancellationToken cancellationToken)
    {
        var asked = evidence.Asked.ToList();
        for (var round = 0; round < MostQuestions; round++)
        {
            var body = Json.Read(answer.Body);
            if (!answer.IsSuccess) return Outcome(order, IbkrWebErrors.Of(answer));
            if (body.Text("error") is { } text) return Outcome(order, IbkrWebErrors.Refused(text));
            if (body.List("").FirstOrDefault().Text("id") is not { } replyId) return Placed(order, body);
            var question = QuestionOf(body.List("").First());
            if (asked.TrueForAll(known => known.Id != question.Id || known.Text != question.Text)) asked.Add(question);
            if (!IsApproved(order, question)) return Ask(order, evidence with { ReplyId = replyId, Asked = asked }, question);
            answer = await ReplyAsync(replyId, cancellationToken);
        }
        return new SubmitResult.OutcomeUnknown(order, new BrokerageError(BrokerageErrorCode.UnexpectedResponse, IbkrWebAdapter.Broker, "The questions do not end.") { Effect = Effect.Unknown });
    }

    private SubmitResult.NeedsConfirmation Ask(PreparedOrder order, IbkrEvidence evidence, Question question)
    {
        var next = WireId(order.Intent.ClientOrderId, order.Attempt + 1);
        var asked = order with
        {
            Attempt = order.Attempt + 1,
            WireId = next,
            Evidence = (evidence with { WireIds = [.. evidence.WireIds, next] }).Write(),
        };
        return new SubmitResult.NeedsConfirmation(asked, [question], connection.Now.AddMinutes(5));
    }

    private static SubmitResult Outcome(PreparedOrder order, BrokerageError error) =>
        error.Effect == Effect.None ? new SubmitResult.Rejected(error) : new SubmitResult.OutcomeUnknown(order, error);

    /// <summary>A row per ticket, in their order: one may be live while another failed.</summary>
    private static SubmitResult Placed(PreparedOrder order, JsonNode? body)
    {
        var (_, roles) = IbkrTickets.Of(((OrderIntent.New)order.Intent).Plan, "0", "");
        var acks = body.List("").Select((row, index) => row.Word("order_status") == "Failed"
            ? new OrderAck(roles.ElementAtOrDefault(index), null, IbkrWebErrors.Refused(row.Text("text") ?? row.Word("warning_message")))
            : new OrderAck(roles.ElementAtOrDefault(index), OrderId.Parse(row.Word("order_id")))).ToList();
        return acks.TrueForAll(ack => ack.Error is not null)
            ? new SubmitResult.Rejected(acks[0].Error!)
            : new SubmitResult.Placed(acks, VerdictPending: true, [], null);
    }

    private Task<WireAnswer> ReplyAsync(string id, CancellationToken cancellationToken) =>
        connection.SendAsync("POST", $"/iserver/reply/{id}", """{"confirmed":true}""", cancellationToken);

    private Task<WireAnswer> SendAsync(PreparedOrder order, IbkrEvidence evidence, CancellationToken cancellationToken)
    {
        var (tickets, _) = IbkrTickets.Of(((OrderIntent.New)order.Intent).Plan, evidence.Conid, order.WireId!);
        var body = new JsonObject { ["orders"] = tickets }.ToJsonString();
        return connection.SendAsync("POST", $"/iserver/account/{order.Intent.Account.Account}/orders", body, cancellationToken);
    }

    private static bool IsForgotten(WireAnswer answer) => answer.Status == 503 || answer.Body.Contains("reply id not found", StringComparison.Ordinal);

    private static bool IsApproved(PreparedOrder order, Question question) =>
        order.Approvals.Any(approval => approval.QuestionId == question.Id && approval.Text == question.Text && approval.Answer == "Yes");

    private static Question QuestionOf(JsonNode row) => new(
        row.At("messageIds")?.AsArray().FirstOrDefault()?.GetValue<string>() ?? "?",
        IbkrWebAdapter.Broker.Value,
        string.Join('\n', row.At("message")?.AsArray().Select(text => text!.GetValue<string>()) ?? []),
        IbkrEvidence.Options);

    private static SubmitResult.Rejected Rejected(BrokerageErrorCode code, string text) => new(new BrokerageError(code, IbkrWebAdapter.Broker, text));

    private static string WireId(ClientOrderId id, int attempt) => $"{id}-{attempt.ToString(CultureInfo.InvariantCulture)}";

    public async Task<string> ConidAsync(Instrument instrument, CancellationToken cancellationToken)
    {
        if (instrument is Instrument.Unclassified { Broker: var broker, Key: var key } && broker == IbkrWebAdapter.Broker) return key;
        if (instrument is Instrument.Future future) return await FutureAsync(future, cancellationToken);
        if (instrument is not Instrument.Equity equity)
        {
            throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, IbkrWebAdapter.Broker, "Not part of this sketch."));
        }
        var found = (await connection.ReadAsync($"/trsrv/stocks?symbols={equity.Symbol}", cancellationToken)).List(equity.Symbol)
            .SelectMany(company => company.List("contracts"))
            .Where(contract => IbkrInstruments.MarketOf(contract.Text("exchange")) == equity.Market)
            .Select(contract => contract.Word("conid"))
            .ToList();
        return found switch
        {
            [var one] => one,
            [] => throw new BrokerageException(new BrokerageError(BrokerageErrorCode.SymbolNotFound, IbkrWebAdapter.Broker, $"{instrument} is not listed there.")),
            _ => throw new BrokerageException(new BrokerageError(BrokerageErrorCode.SymbolAmbiguous, IbkrWebAdapter.Broker, $"{instrument} names {found.Count} contracts.")),
        };
    }

    private async Task<string> FutureAsync(Instrument.Future future, CancellationToken cancellationToken)
    {
        var month = string.Create(CultureInfo.InvariantCulture, $"{future.Year:0000}{future.Month:00}");
        var rows = (await connection.ReadAsync($"/trsrv/futures?symbols={future.Root}", cancellationToken)).List(future.Root);
        return rows.FirstOrDefault(row => row.Word("expirationDate").StartsWith(month, StringComparison.Ordinal)).Text("conid")
            ?? throw new BrokerageException(new BrokerageError(BrokerageErrorCode.SymbolNotFound, IbkrWebAdapter.Broker, $"{future} is not listed."));
    }

    private async Task<OrderPreview> PreviewAsync(OrderIntent.New order, string conid, string wireId, CancellationToken cancellationToken)
    {
        var (tickets, _) = IbkrTickets.Of(order.Plan, conid, wireId);
        var body = new JsonObject { ["orders"] = tickets }.ToJsonString();
        var answer = await connection.SendAsync("POST", $"/iserver/account/{order.Account.Account}/orders/whatif", body, cancellationToken);
        return IbkrPreviewMapping.Preview(Json.Read(answer.Body));
    }

    private async Task<IReadOnlyList<JsonNode>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await connection.ReadAsync("/iserver/account/orders", cancellationToken)).List("orders")];
}
