using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Access;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>The account and its configuration.</summary>
internal sealed class AccountEndpoints(AlpacaDesk desk)
{
    private readonly Lock _lock = new();
    private ConfigurationsWire _configurations = new();

    public bool TradingSuspended
    {
        get
        {
            lock (_lock)
            {
                return _configurations.SuspendTrade;
            }
        }
    }

    public void Map(AlpacaEndpoints endpoints)
    {
        endpoints.Map("GET", "/v2/account", null, _ => AlpacaEndpoints.Ok(Account(), AlpacaJson.Wire.AccountWire));
        endpoints.Map("GET", "/v2/account/configurations", null, _ => Configurations());
        endpoints.Map("PATCH", "/v2/account/configurations", AlpacaAccess.AccountWrite, Configure);
    }

    private AccountWire Account()
    {
        var balance = desk.Exchange.GetBalance(desk.Account);
        var account = desk.ReadAccount();
        var isMargin = account.Opening.Kind is not MarginKind.Cash;
        return new AccountWire
        {
            Id = desk.Ids.Account(desk.Account.Value),
            AccountNumber = "PA" + desk.Account.Value,
            Status = account.Status switch
            {
                AccountStatus.Active => "ACTIVE",
                AccountStatus.Closed => "ACCOUNT_CLOSED",
                AccountStatus.Unknown => "ACTIVE",
                _ => "LIMITED",
            },
            CryptoStatus = "ACTIVE",
            Currency = balance.Currency.Code,
            BuyingPower = WireText.Cents(balance.BuyingPower),
            EffectiveBuyingPower = WireText.Cents(balance.BuyingPower),
            RegtBuyingPower = WireText.Cents(balance.BuyingPower),
            NonMarginableBuyingPower = WireText.Cents(balance.AvailableCash),
            OptionsBuyingPower = WireText.Cents(balance.OptionBuyingPower),
            Cash = WireText.Cents(balance.Cash),
            PortfolioValue = WireText.Cents(balance.Equity),
            Equity = WireText.Cents(balance.Equity),
            LastEquity = WireText.Number(balance.PreviousEquity),
            LongMarketValue = WireText.Cents(balance.LongMarketValue),
            ShortMarketValue = WireText.Cents(balance.ShortMarketValue),
            PositionMarketValue = WireText.Cents(balance.LongMarketValue + Math.Abs(balance.ShortMarketValue)),
            InitialMargin = WireText.Cents(balance.InitialMargin),
            MaintenanceMargin = WireText.Cents(balance.MaintenanceMargin),
            LastMaintenanceMargin = WireText.Cents(balance.MaintenanceMargin),
            Sma = WireText.Cents(balance.Equity - balance.InitialMargin),
            Multiplier = isMargin ? "2" : "1",
            OptionsApprovedLevel = account.Opening.OptionLevel,
            OptionsTradingLevel = account.Opening.OptionLevel,
            ShortingEnabled = isMargin && account.Opening.MayShort,
            TradingBlocked = account.Status is not AccountStatus.Active,
            TradeSuspendedByUser = TradingSuspended,
            BalanceAsof = WireText.Date(DateOnly.FromDateTime(balance.Time.UtcDateTime)),
            CreatedAt = WireText.Time(account.OpenedAt),
        };
    }

    private Reply Configurations()
    {
        lock (_lock)
        {
            return AlpacaEndpoints.Ok(_configurations, AlpacaJson.Wire.ConfigurationsWire);
        }
    }

    private Reply Configure(Call call)
    {
        var patch = AlpacaEndpoints.Read(call, AlpacaJson.Wire.ConfigurationsPatchWire);
        if (patch.MaxMarginMultiplier is not (null or "1" or "2" or "4") || patch.MaxOptionsTradingLevel is < 0 or > 3)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("invalid account configuration"));
        }

        lock (_lock)
        {
            _configurations = _configurations with
            {
                DisableOvernightTrading = patch.DisableOvernightTrading ?? _configurations.DisableOvernightTrading,
                FractionalTrading = patch.FractionalTrading ?? _configurations.FractionalTrading,
                MaxMarginMultiplier = patch.MaxMarginMultiplier ?? _configurations.MaxMarginMultiplier,
                MaxOptionsTradingLevel = patch.MaxOptionsTradingLevel ?? _configurations.MaxOptionsTradingLevel,
                NoShorting = patch.NoShorting ?? _configurations.NoShorting,
                PtpNoExceptionEntry = patch.PtpNoExceptionEntry ?? _configurations.PtpNoExceptionEntry,
                SuspendTrade = patch.SuspendTrade ?? _configurations.SuspendTrade,
                TradeConfirmEmail = patch.TradeConfirmEmail ?? _configurations.TradeConfirmEmail,
            };
        }

        return Configurations();
    }
}
