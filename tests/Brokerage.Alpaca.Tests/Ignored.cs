namespace Brokerage.Alpaca.Tests;

/// <summary>What Alpaca sends and we leave alone, with the reason.</summary>
internal static class Ignored
{
    private const string NoMember = "the contract has no member for it";
    private const string Derived = "follows from fields that are read";
    private const string Retired = "retired by Alpaca";
    private const string Ours = "Alpaca's own identifier; instruments are known by their symbols";
    private const string Undocumented = "meaning not documented";
    private const string InMessage = "repeated in the message, which is kept";

    public static IReadOnlyDictionary<string, string> Fields { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AccountWire.accrued_fees"] = NoMember,
        ["AccountWire.admin_configurations"] = Undocumented,
        ["AccountWire.user_configurations"] = Undocumented,
        ["AccountWire.balance_asof"] = "the day of last_* figures, not of the balance",
        ["AccountWire.crypto_tier"] = NoMember,
        ["AccountWire.effective_buying_power"] = Undocumented,
        ["AccountWire.last_maintenance_margin"] = NoMember,
        ["AccountWire.options_approved_level"] = "the trading level is the one in force",
        ["AccountWire.pending_reg_taf_fees"] = NoMember,
        ["AccountWire.pending_transfer_in"] = NoMember,
        ["AccountWire.pending_transfer_out"] = NoMember,
        ["AccountWire.portfolio_value"] = Retired,
        ["AccountWire.position_market_value"] = Derived,
        ["AccountWire.regt_buying_power"] = NoMember,
        ["AccountWire.sma"] = NoMember,
        ["AccountWire.transfers_blocked"] = NoMember,
        ["AccountWire.pattern_day_trader"] = Retired,

        ["PositionWire.asset_id"] = Ours,
        ["PositionWire.asset_marginable"] = NoMember,
        ["PositionWire.exchange"] = "US shares are one instrument on all their markets",
        ["PositionWire.change_today"] = Derived,
        ["PositionWire.lastday_price"] = NoMember,
        ["PositionWire.unrealized_plpc"] = Derived,
        ["PositionWire.unrealized_intraday_plpc"] = Derived,
        ["PositionWire.swap_rate"] = NoMember,
        ["PositionWire.avg_entry_swap_rate"] = NoMember,
        ["PositionWire.prev_swap_rate"] = NoMember,

        ["OrderWire.asset_id"] = Ours,
        ["OrderWire.hwm"] = NoMember,
        ["OrderWire.source"] = Undocumented,
        ["OrderWire.subtag"] = Undocumented,
        ["OrderWire.expires_at"] = NoMember,
        ["OrderWire.brand_new_field"] = "stands for whatever Alpaca adds tomorrow",

        ["ActivityWire.cum_qty"] = NoMember,
        ["ActivityWire.leaves_qty"] = NoMember,
        ["ActivityWire.order_status"] = NoMember,
        ["ActivityWire.type"] = "fill or partial_fill: the quantity tells",
        ["ActivityWire.created_at"] = "when it was booked, not when it happened",
        ["ActivityWire.cusip"] = Ours,
        ["ActivityWire.group_id"] = NoMember,
        ["ActivityWire.per_share_amount"] = NoMember,

        ["AssetWire.id"] = Ours,
        ["AssetWire.attributes"] = NoMember,
        ["AssetWire.borrow_status"] = NoMember,
        ["AssetWire.easy_to_borrow"] = Retired,
        ["AssetWire.cusip"] = Ours,
        ["AssetWire.exchange"] = "US shares are one instrument on all their markets",
        ["AssetWire.marginable"] = NoMember,
        ["AssetWire.maintenance_margin_requirement"] = Retired,
        ["AssetWire.margin_requirement_long"] = NoMember,
        ["AssetWire.margin_requirement_short"] = NoMember,

        ["OptionContractWire.id"] = Ours,
        ["OptionContractWire.underlying_asset_id"] = Ours,
        ["OptionContractWire.root_symbol"] = Derived,
        ["OptionContractWire.type"] = Derived,
        ["OptionContractWire.strike_price"] = Derived,
        ["OptionContractWire.style"] = NoMember,
        ["OptionContractWire.open_interest_date"] = NoMember,
        ["OptionContractWire.close_price"] = NoMember,
        ["OptionContractWire.close_price_date"] = NoMember,
        ["OptionContractWire.ppind"] = NoMember,
        ["OptionContractWire.deliverables"] = NoMember,

        ["CalendarDayWire.settlement_date"] = NoMember,

        ["SnapshotWire.minuteBar"] = "the day's bar and the last trade are read",
        ["DataTradeWire.c"] = NoMember,
        ["DataTradeWire.i"] = NoMember,
        ["DataTradeWire.s"] = NoMember,
        ["DataTradeWire.x"] = NoMember,
        ["DataTradeWire.z"] = NoMember,
        ["DataTradeWire.tks"] = NoMember,
        ["DataQuoteWire.ax"] = NoMember,
        ["DataQuoteWire.bx"] = NoMember,
        ["DataQuoteWire.c"] = NoMember,
        ["DataQuoteWire.z"] = NoMember,
        ["DataBarWire.n"] = NoMember,
        ["DataBarWire.vw"] = NoMember,

        ["ErrorWire.buying_power"] = NoMember,
        ["ErrorWire.cost_basis"] = NoMember,
        ["ErrorWire.available"] = InMessage,
        ["ErrorWire.balance"] = InMessage,
        ["ErrorWire.symbol"] = NoMember,
        ["ErrorWire.existing_qty"] = NoMember,
        ["ErrorWire.held_for_orders"] = NoMember,
        ["ErrorWire.related_orders"] = NoMember,
        ["ErrorWire.available_qty"] = InMessage,
        ["ErrorWire.required_qty"] = InMessage,
        ["ErrorWire.reject_reason"] = NoMember,
        ["ErrorWire.market_price"] = NoMember,
        ["ErrorWire.stop_price"] = NoMember,

        ["TokenWire.token_type"] = "bearer, always",

        ["TradingFrameDataWire.action"] = "repeats what was asked",
        ["TradingFrameDataWire.streams"] = "repeats what was asked",
        ["TradingFrameDataWire.position_qty"] = "holdings are read whole",
        ["TradingFrameDataWire.at"] = "the timestamp is read",
        ["TradingFrameDataWire.event_id"] = NoMember,
        ["OrderWire.cancel_requested_at"] = NoMember,
    };
}
