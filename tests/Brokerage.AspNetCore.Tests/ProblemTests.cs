using System.Text.Json;
using Brokerage.AspNetCore.Problems;
using Brokerage.AspNetCore.Wire;

namespace Brokerage.AspNetCore.Tests;

/// <summary>The table of statuses, and what numbers look like on the wire.</summary>
public sealed class ProblemTests
{
    // The table once more, as an application's author would look it up.
    private static readonly Dictionary<BrokerageErrorCode, int> Expected = new()
    {
        [BrokerageErrorCode.Unknown] = 502, [BrokerageErrorCode.InvalidRequest] = 400, [BrokerageErrorCode.FeatureNotSupported] = 422, [BrokerageErrorCode.BrokerRetired] = 410,
        [BrokerageErrorCode.Misconfigured] = 500, [BrokerageErrorCode.EnvironmentMismatch] = 409, [BrokerageErrorCode.LiveTradingNotAllowed] = 403,
        [BrokerageErrorCode.AuthExpired] = 409, [BrokerageErrorCode.AuthRevoked] = 409, [BrokerageErrorCode.SessionExpired] = 409, [BrokerageErrorCode.SessionHeldElsewhere] = 409,
        [BrokerageErrorCode.GatewayNotRunning] = 503, [BrokerageErrorCode.NotEntitled] = 403, [BrokerageErrorCode.RateLimited] = 429, [BrokerageErrorCode.BrokerUnavailable] = 503,
        [BrokerageErrorCode.Timeout] = 504, [BrokerageErrorCode.ConnectionFailed] = 502, [BrokerageErrorCode.UnexpectedResponse] = 502, [BrokerageErrorCode.AccountNotFound] = 404,
        [BrokerageErrorCode.AccountRestricted] = 403, [BrokerageErrorCode.SymbolNotFound] = 422, [BrokerageErrorCode.SymbolAmbiguous] = 422, [BrokerageErrorCode.InsufficientFunds] = 422,
        [BrokerageErrorCode.InsufficientShares] = 422, [BrokerageErrorCode.InvalidOrder] = 422, [BrokerageErrorCode.OrderRejected] = 422, [BrokerageErrorCode.OrderNotFound] = 404,
        [BrokerageErrorCode.OrderStateConflict] = 409, [BrokerageErrorCode.DuplicateOrder] = 409, [BrokerageErrorCode.IdempotencyConflict] = 409, [BrokerageErrorCode.PreparationExpired] = 409,
        [BrokerageErrorCode.ConfirmationRequired] = 409, [BrokerageErrorCode.MarketClosed] = 422, [BrokerageErrorCode.PositionSizeExceeded] = 422, [BrokerageErrorCode.RiskLimitExceeded] = 422,
        [BrokerageErrorCode.DailyLossLimit] = 422, [BrokerageErrorCode.MarginCall] = 422,
    };

    [Fact]
    public void Every_code_has_its_status()
    {
        Assert.Equal(Enum.GetValues<BrokerageErrorCode>().Order(), Expected.Keys.Order());
        Assert.All(Expected, row => Assert.Equal(row.Value, ProblemStatus.Of(row.Key)));
    }

    [Fact]
    public void No_broker_can_say_that_the_users_own_login_has_ended() => Assert.DoesNotContain(401, Expected.Keys.Select(ProblemStatus.Of));

    [Fact]
    public void Every_failure_of_a_sign_in_has_a_code_of_its_own()
    {
        var codes = Enum.GetValues<SignInFailure>().Select(SignInProblems.CodeOf).ToList();

        Assert.Equal(codes.Count, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(codes.Intersect(Enum.GetNames<BrokerageErrorCode>(), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\"1.10\"", "1.10")]
    [InlineData("1.10", "1.10")]
    [InlineData("-0.0000000000000000000000000001", "-0.0000000000000000000000000001")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("\"0.10000000000000000000000000000000000\"", "0.1000000000000000000000000000")]
    public void A_number_keeps_every_digit(string json, string digits)
    {
        var value = JsonSerializer.Deserialize($$"""{"amount":{{json}},"currency":"USD"}""", BrokerageJson.Wire.MoneyWire)!;

        Assert.Equal($$"""{"amount":"{{digits}}","currency":"USD"}""", JsonSerializer.Serialize(value, BrokerageJson.Wire.MoneyWire));
    }

    [Theory]
    [InlineData("1e3")]
    [InlineData("\"1,5\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("0.12345678901234567890123456789")]
    public void What_no_decimal_holds_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize($$"""{"amount":{{json}},"currency":"USD"}""", BrokerageJson.Wire.MoneyWire));
}
