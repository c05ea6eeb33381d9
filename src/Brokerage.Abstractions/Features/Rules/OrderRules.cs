namespace Brokerage;

/// <summary>
/// Whether an order can go, before any request leaves: pure, the same for every broker, called by every adapter's
/// <see cref="ITrading.PrepareAsync"/>. It asks whether the request is sane, then three layers: what the broker takes
/// (<see cref="BrokerFeatures"/>), what the account may do (<see cref="Account"/>), what the instrument allows
/// (<see cref="InstrumentInfo"/>). What is not known about account and instrument passes; what is not known about the broker is refused.
/// </summary>
/// <remarks>Thread-safe: it holds no state. It never throws for anything that an intent may hold.</remarks>
public static class OrderRules
{
    /// <summary>
    /// Everything there is to say about an intent, all reasons at once; empty when there is nothing. The order can go unless a notice is a
    /// <see cref="NoticeSeverity.Refusal"/>. Codes are those of <see cref="OrderRuleCodes"/>; a text begins with the member that it is about.
    /// </summary>
    /// <param name="features">What the broker can do in the environment of the order.</param>
    /// <param name="account">The account, as far as it is known.</param>
    /// <param name="instrument">What the broker says about the instrument, as far as it is known; further ones go into the options.</param>
    /// <param name="intent">The intent.</param>
    /// <param name="options">What the caller knows or allows beyond it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> or <paramref name="intent"/> is null.</exception>
    public static IReadOnlyList<Notice> Check(
        BrokerFeatures features, Account? account, InstrumentInfo? instrument, OrderIntent intent, OrderRuleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(intent);

        options ??= OrderRuleOptions.Default;
        IReadOnlyList<InstrumentInfo> instruments = instrument is null ? options.Instruments : [instrument, .. options.Instruments];
        var context = new RuleContext(features, account, instruments, options, new NoticeList());

        CheckAddress(context, intent);
        AccountCheck.Status(context);
        switch (intent)
        {
            case OrderIntent.New place:
                CheckPlan(context, PlanReader.Read(place.Plan));
                break;
            case OrderIntent.Replace replace:
                ReplaceCheck.Run(context, replace, instrument?.Instrument);
                break;
            default:
                context.Notices.Refuse(OrderRuleCodes.UnknownIntent, "Intent", "this kind of intent is not known");
                break;
        }

        return context.Notices.Notices;
    }

    /// <summary>
    /// The refusals among notices as one error, each of them in its details with its field; null when nothing is refused. Its effect is
    /// <see cref="Effect.None"/>: nothing has left.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="notices"/> is null.</exception>
    public static BrokerageError? RefusalOf(BrokerId broker, AccountRef? account, IEnumerable<Notice> notices)
    {
        ArgumentNullException.ThrowIfNull(notices);

        var errors = notices.Where(notice => notice.Severity == NoticeSeverity.Refusal)
            .Select(notice => new BrokerageError(OrderRuleCodes.ErrorOf(notice.Code), broker, notice.Text)
            {
                Account = account,
                Field = notice.Field,
            })
            .ToList();

        return errors.Count switch
        {
            0 => null,
            1 => errors[0],
            _ => new BrokerageError(errors[0].Code, broker, string.Join("; ", errors.Select(error => error.Message)))
            {
                Account = account,
                Field = errors[0].Field,
                Details = errors,
            },
        };
    }

    private static void CheckAddress(RuleContext context, OrderIntent intent)
    {
        if (intent.ClientOrderId == default) context.Notices.Refuse(OrderRuleCodes.MissingId, "ClientOrderId", "the intent has no id");

        var problem = intent.Account switch
        {
            null => "the intent names no account",
            { } account when account.Broker != context.Features.Broker => $"the intent is for {account.Broker}, not for {context.Features.Broker}",
            { } account when context.Account is { } known && known.Ref != account => "the intent is for another account than the one given",
            _ => null,
        };
        if (problem is not null) context.Notices.Refuse(OrderRuleCodes.WrongAccount, "Account", problem);
    }

    private static void CheckPlan(RuleContext context, PlanReading plan)
    {
        foreach (var (code, field, text) in plan.Problems) context.Notices.Refuse(code, field, text);
        for (var i = 0; i < plan.Orders.Count; i++)
        {
            SpecCheck.Run(context, plan.Orders[i]);
            ExtrasCheck.Run(context, plan.Orders[i]);
            CheckLegs(context, plan.Orders[i]);
        }

        PlanCheck.Run(context, plan);
    }

    private static void CheckLegs(RuleContext context, PlannedOrder order)
    {
        if (order.Spec.Legs is not { } legs) return;

        if (context.Limit(OrderLimitKind.MaxLegs, null) is { } most && legs.Count > most.Value)
            context.Notices.Refuse(OrderRuleCodes.Legs, order.At("Legs"), $"{context.Features.Broker} takes at most {most.Value:0} legs");

        for (var i = 0; i < Math.Min(legs.Count, SpecCheck.MaxLegs); i++)
        {
            if (legs[i] is not { } leg) continue;
            FeatureCheck.Leg(context, order, leg, i);
            AccountCheck.Leg(context, order, leg, order.AtLeg(i));
            InstrumentCheck.Leg(context, order, leg, order.AtLeg(i));
        }
    }
}
