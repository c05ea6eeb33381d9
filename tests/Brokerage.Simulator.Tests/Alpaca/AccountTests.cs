using System.Net;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.Alpaca;

public sealed class AccountTests
{
    // Field by field as the paper hosts answered in October 2026; the three fields of pattern day trading are gone.
    private const string AccountShape = """
        id:s account_number:s status:s crypto_status:s crypto_tier:n currency:s buying_power:s effective_buying_power:s regt_buying_power:s
        non_marginable_buying_power:s options_buying_power:s cash:s accrued_fees:s portfolio_value:s equity:s last_equity:s long_market_value:s
        short_market_value:s position_market_value:s initial_margin:s maintenance_margin:s last_maintenance_margin:s sma:s multiplier:s
        intraday_adjustments:s pending_reg_taf_fees:s options_approved_level:n options_trading_level:n shorting_enabled:b trading_blocked:b
        transfers_blocked:b account_blocked:b trade_suspended_by_user:b balance_asof:s created_at:s admin_configurations:o user_configurations:0
        """;

    [Fact]
    public async Task The_account_has_the_recorded_shape_and_the_exchanges_figures()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var account = await alpaca.GetAsync("/v2/account");

        FieldList.Check(account, AccountShape);
        Assert.Equal("ACTIVE", account.GetProperty("status").GetString());
        Assert.Equal("50000", account.GetProperty("cash").GetString());
        Assert.Equal("2", account.GetProperty("multiplier").GetString());
        Assert.Equal("USD", account.GetProperty("currency").GetString());
        Assert.True(Guid.TryParse(account.GetProperty("id").GetString(), out _));
        var equity = alpaca.Simulator.Exchange.GetBalance(alpaca.Simulator.Account).Equity;
        Assert.Equal(Math.Round(equity, 2), decimal.Parse(account.GetProperty("equity").GetString()!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_holding_has_the_recorded_shape_and_text_numbers()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var positions = await alpaca.GetAsync("/v2/positions");
        var position = Assert.Single(positions.EnumerateArray());

        Assert.Equal("BRK.B", position.GetProperty("symbol").GetString());
        Assert.Equal("12.5", position.GetProperty("qty").GetString());
        Assert.Equal("402.25", position.GetProperty("avg_entry_price").GetString());
        Assert.Equal("5028.125", position.GetProperty("cost_basis").GetString());
        Assert.Equal("long", position.GetProperty("side").GetString());
        Assert.Equal("NYSE", position.GetProperty("exchange").GetString());
    }

    [Fact]
    public async Task A_holding_is_found_by_symbol_and_by_asset_id_and_a_missing_one_is_refused()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var bySymbol = await alpaca.GetAsync("/v2/positions/BRK.B");
        var byId = await alpaca.GetAsync("/v2/positions/" + bySymbol.GetProperty("asset_id").GetString());

        Assert.Equal(bySymbol.GetRawText(), byId.GetRawText());
        Assert.Equal("404 40410000 position does not exist", (await alpaca.SendAsync("GET", "/v2/positions/AAPL")).Refusal);
    }

    [Fact]
    public async Task Configurations_change_by_patch_and_stay_changed()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        var patched = await alpaca.SendAsync("PATCH", "/v2/account/configurations", """{"suspend_trade":true}""");
        Assert.Equal(HttpStatusCode.OK, patched.Status);
        Assert.True((await alpaca.GetAsync("/v2/account/configurations")).GetProperty("suspend_trade").GetBoolean());
        Assert.True((await alpaca.GetAsync("/v2/account")).GetProperty("trade_suspended_by_user").GetBoolean());

        var refused = await alpaca.SendAsync("POST", "/v2/orders", """{"symbol":"AAPL","qty":"1","side":"buy","type":"market","time_in_force":"day"}""");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    [Fact]
    public async Task A_short_holding_is_signed_and_says_so()
    {
        await using var alpaca = await TestAlpaca.StartAsync();
        await alpaca.OrderAsync("""{"symbol":"AAPL","qty":"3","side":"sell","type":"market","time_in_force":"day"}""");

        var position = await alpaca.GetAsync("/v2/positions/AAPL");
        Assert.Equal("short", position.GetProperty("side").GetString());
        Assert.Equal("-3", position.GetProperty("qty").GetString());
        Assert.StartsWith("-", position.GetProperty("market_value").GetString(), StringComparison.Ordinal);
    }
}
