namespace Brokerage;

/// <summary>Asks every limit about a wish. Called under the account's lock; reads what it is given and changes nothing.</summary>
internal ref struct RiskJudge(RiskLimitOptions limits, RiskReading reading, List<Reservation> live, RiskRequest request)
{
    private readonly AccountRef _account = request.Order.Intent.Account;

    // The last total: most wishes are about one instrument, and every limit asks for it.
    private Instrument? _totalled;
    private PositionTotal _total;

    /// <summary>
    /// True where the wish cannot do more than make positions smaller, whatever becomes of the orders that work: a sale of what is held for
    /// sure, buying back what is short for sure.
    /// </summary>
    public bool Reduces()
    {
        foreach (var row in request.Exposures)
        {
            if (!row.Buys && !row.Sells) continue;
            // A gap hides orders and positions; what is seen of them is not all.
            if (reading.Gap is not null) return false;
            var total = TotalOf(row.Instrument);
            var sellsHeld = !row.Buys && total.Low + row.Low >= 0m;
            var coversShort = !row.Sells && total.High + row.High <= 0m;
            if (!sellsHeld && !coversShort) return false;
        }

        return true;
    }

    /// <summary>All limits that an order which is not a mere reduction breaks.</summary>
    /// <param name="worth">What it may cost.</param>
    /// <param name="loss">What the account has lost today; null where nobody knows.</param>
    /// <param name="orders">How many orders the account has placed today.</param>
    /// <param name="reasons">Takes the reasons.</param>
    /// <returns>The buying power that it may take.</returns>
    public decimal Check(OrderWorth worth, decimal? loss, int orders, ref List<BrokerageError>? reasons)
    {
        var currency = reading.Balance.Currency;
        if (reading.Gap is { } gap) Add(ref reasons, RiskErrors.NotTold(_account, gap));
        if (limits.MaxOrdersPerDay is { } most && !request.IsChange && orders >= most) Add(ref reasons, RiskErrors.OrderCount(_account, most));
        if (limits.MaxDailyLoss is { } bearable)
        {
            if (loss is not { } lost) Add(ref reasons, RiskErrors.NotTold(_account, "the broker does not tell what the account has lost today"));
            else if (lost >= bearable) Add(ref reasons, RiskErrors.DailyLoss(_account, lost, bearable, currency));
        }

        if (reading.RateOf(worth.Currency) is not { } rate)
        {
            Add(ref reasons, RiskErrors.NotTold(_account, $"the broker tells no rate from {worth.Currency} to {currency}"));
            return 0m;
        }

        if (worth.Value * rate > limits.MaxOrderValue)
            Add(ref reasons, RiskErrors.OrderValue(_account, worth.Value * rate, limits.MaxOrderValue.Value, currency));
        var need = CheckPositions(worth, rate, ref reasons);
        if (limits.CheckBuyingPower) CheckBuyingPower(need, ref reasons);
        return need;
    }

    private static void Add(ref List<BrokerageError>? reasons, BrokerageError reason) => (reasons ??= []).Add(reason);

    private decimal CheckPositions(OrderWorth worth, decimal rate, ref List<BrokerageError>? reasons)
    {
        var limit = limits.MaxPositionShare * reading.Balance.NetLiquidation;
        if (limits.MaxPositionShare is not null && limit is null) Add(ref reasons, RiskErrors.NotTold(_account, "the broker does not tell the account's equity"));
        if (worth.IsOwnPosition)
        {
            if (worth.Value * rate > limit) Add(ref reasons, RiskErrors.Position(_account, null, worth.Value * rate, limit.Value, reading.Balance.Currency));
            return (worth.Need ?? worth.Value) * rate;
        }

        var need = 0m;
        foreach (var bare in request.Exposures)
        {
            var row = bare.In(rate);
            var total = TotalOf(row.Instrument);
            var longer = Math.Max(0m, total.High + row.High - Math.Max(total.High, 0m));
            var shorter = Math.Max(0m, Math.Min(total.Low, 0m) - total.Low - row.Low);
            if (shorter > 0m && row.ShortValue == Exposure.Untold)
            {
                Add(ref reasons, RiskErrors.NotTold(_account, $"there is no price of {row.Instrument}"));
                continue;
            }

            need += Math.Max(longer * row.LongValue, shorter * (shorter > 0m ? row.ShortValue : 0m));
            if (limit is not { } most) continue;
            var asLong = longer > 0m || (request.IsChange && row.Buys) ? (total.High + row.High) * Math.Max(total.LongValue, row.LongValue) : 0m;
            var asShort = shorter > 0m ? -(total.Low + row.Low) * Math.Max(total.ShortValue, row.ShortValue) : 0m;
            if (Math.Max(asLong, asShort) > most)
                Add(ref reasons, RiskErrors.Position(_account, row.Instrument, Math.Max(asLong, asShort), most, reading.Balance.Currency));
        }

        return worth.Need * rate ?? need;
    }

    private void CheckBuyingPower(decimal need, ref List<BrokerageError>? reasons)
    {
        if (need <= 0m) return;
        if (Available() is not { } available)
        {
            Add(ref reasons, RiskErrors.NotTold(_account, "the broker does not tell the buying power"));
            return;
        }

        if (TakenByOrders() is not { } taken)
        {
            Add(ref reasons, RiskErrors.NotTold(_account, "nobody tells what orders that were placed elsewhere may take of the buying power"));
            return;
        }

        available -= taken;
        if (need > available) Add(ref reasons, RiskErrors.BuyingPower(_account, need, Math.Max(0m, available), reading.Balance.Currency));
    }

    // The broker counts the orders that it had acknowledged before the balance was read; the others are ours to count. Where it is not known to
    // count any, all are, also those of others. Null where what one may take is not known.
    private decimal? TakenByOrders()
    {
        if (reading.HoldsOrders) return TakenByUncounted();
        decimal? taken = 0m;
        foreach (var other in live) taken += other.IsNeedUntold ? TakenBy(other) : other.Need * Unfilled(other);
        foreach (var row in reading.Elsewhere) taken += TakenBy(row, row.Low, row.High);
        return taken;
    }

    private readonly decimal TakenByUncounted()
    {
        var taken = 0m;
        foreach (var other in live)
        {
            if (!other.IsCounted) taken += other.Need;
        }

        return taken;
    }

    // What is filled is in the balance; of plans nobody tells how much of it.
    private static decimal Unfilled(Reservation order)
    {
        if (order.Exposures is not [{ Low: 0m, High: > 0m } row]) return 1m;
        return Math.Clamp(order.Remaining(0).High / row.High, 0m, 1m);
    }

    private decimal? TakenBy(Reservation order)
    {
        decimal? taken = 0m;
        for (var i = 0; i < order.Exposures.Length; i++)
        {
            var (row, remaining) = (order.Exposures[i], order.Remaining(i));
            taken += TakenBy(order.IsWorthUntold ? row with { LongValue = 0m } : row, remaining.Low, remaining.High);
        }

        return taken;
    }

    // A purchase at its price; a sale nothing, as long as nothing can end short.
    private decimal? TakenBy(Exposure row, decimal low, decimal high)
    {
        if (low < 0m && TotalOf(row.Instrument).Low < 0m) return null;
        if (high <= 0m) return 0m;
        return row.LongValue > 0m && IsInBase(row.Instrument) ? high * row.LongValue : null;
    }

    private bool IsInBase(Instrument instrument) => instrument switch
    {
        Instrument.Equity { Market: Instrument.Equity.UnitedStates } or Instrument.Fund => reading.Balance.Currency == Currency.Usd,
        Instrument.Crypto crypto => string.Equals(crypto.Quote, reading.Balance.Currency.ToString(), StringComparison.Ordinal),
        _ => false,
    };

    private decimal? Available()
    {
        var balance = reading.Balance;
        var available = balance.BuyingPower;
        foreach (var row in request.Exposures)
        {
            var own = row.Instrument switch
            {
                Instrument.Option => balance.OptionBuyingPower ?? balance.BuyingPower,
                // Coins are not bought on margin.
                Instrument.Crypto => balance.CashAvailable ?? balance.Cash,
                _ => balance.BuyingPower,
            };
            available = available is { } so && own is { } one ? Math.Min(so, one) : own ?? available;
        }

        return available;
    }

    private PositionTotal TotalOf(Instrument instrument)
    {
        if (_totalled != instrument) (_totalled, _total) = (instrument, Total(instrument));
        return _total;
    }

    private readonly PositionTotal Total(Instrument instrument)
    {
        decimal low = 0m, high = 0m, longValue = 0m;
        if (reading.Positions.TryGetValue(instrument, out var held))
        {
            low = high = held.Units;
            longValue = held.UnitValue * (reading.RateOf(held.Currency) ?? 0m);
        }

        var shortValue = longValue;
        foreach (var row in reading.Elsewhere)
        {
            if (row.Instrument == instrument) Add(row, row.Low, row.High);
        }

        foreach (var other in live)
        {
            for (var i = 0; i < other.Exposures.Length; i++)
            {
                if (other.Exposures[i].Instrument != instrument) continue;
                var remaining = other.Remaining(i);
                Add(other.Exposures[i], remaining.Low, remaining.High);
            }
        }

        return new PositionTotal(low, high, longValue, shortValue);

        void Add(in Exposure row, decimal less, decimal more)
        {
            if (less != 0m) low += less;
            if (more != 0m) high += more;
            longValue = Math.Max(longValue, row.LongValue);
            if (row.ShortValue != Exposure.Untold) shortValue = Math.Max(shortValue, row.ShortValue);
        }
    }
}
