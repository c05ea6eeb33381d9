using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Tests;

/// <summary>A number means what its module says, in whatever form it comes.</summary>
public sealed class ErrorTableTests
{
    [Theory]
    [InlineData("balance", 1002, BrokerageErrorCode.InvalidRequest)]
    [InlineData("balance", 102, BrokerageErrorCode.AccountNotFound)]
    [InlineData("balance", 253, BrokerageErrorCode.AccountNotFound)]
    [InlineData("balance", 7002, BrokerageErrorCode.InvalidRequest)]
    [InlineData("balance", 9_999, BrokerageErrorCode.InvalidRequest)]
    [InlineData("orders", 1021, BrokerageErrorCode.InsufficientFunds)]
    [InlineData("orders", 102, BrokerageErrorCode.AccountNotFound)]
    [InlineData("orders", 5001, BrokerageErrorCode.OrderStateConflict)]
    [InlineData("orders", 9_999, BrokerageErrorCode.OrderRejected)]
    public async Task A_number_means_what_its_module_says(string path, int number, BrokerageErrorCode code)
    {
        foreach (var body in Bodies(number, "Something went wrong."))
        {
            await using var house = new TestHouse();
            house.Script("GET", TestHouse.Path(path), TestHouse.Text(body, 400));

            var error = await house.ErrorAsync(() => ReadAsync(house, path));

            Assert.Equal((code, Effect.None), (error.Code, error.Effect));
            Assert.Equal(number.ToString(System.Globalization.CultureInfo.InvariantCulture), error.BrokerCode);
            Assert.Equal("Something went wrong.", error.BrokerText);
        }
    }

    [Theory]
    [InlineData("You have insufficient funds for this order.", BrokerageErrorCode.InsufficientFunds)]
    [InlineData("There is not enough buying power.", BrokerageErrorCode.InsufficientFunds)]
    [InlineData("The market is closed.", BrokerageErrorCode.MarketClosed)]
    [InlineData("Invalid symbol.", BrokerageErrorCode.SymbolNotFound)]
    [InlineData("Your account is not approved for this.", BrokerageErrorCode.AccountRestricted)]
    [InlineData("Please sign the agreement first.", BrokerageErrorCode.AccountRestricted)]
    [InlineData("The service is unavailable.", BrokerageErrorCode.BrokerUnavailable)]
    [InlineData("Something nobody has heard of.", BrokerageErrorCode.OrderRejected)]
    public void What_no_list_names_is_judged_by_its_words(string words, BrokerageErrorCode code) =>
        Assert.Equal(code, ETradeErrors.ByWords(ETradeErrors.Orders, 400, words).Code);

    [Theory]
    [InlineData("Account key does not belong to user")]
    [InlineData("The account key does not belong to user.")]
    public async Task One_hundred_may_be_about_an_account(string words)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("balance"), TestHouse.Text($$$"""{"Error":{"code":100,"message":"{{{words}}}"}}""", 400));

        Assert.Equal(BrokerageErrorCode.AccountNotFound, (await house.ErrorAsync(() => ReadAsync(house, "balance"))).Code);
    }

    [Theory]
    [InlineData("""{"Error":{"code":7,"message":"The token canary/token is not known."}}""", 400)]
    [InlineData("<Error><message>The token canary/token is not known.</message></Error>", 400)]
    [InlineData("""{"Error":{"code":7,"message":"invalid Consumer key and/or session token: canary/token"}}""", 500)]
    public async Task What_is_said_about_credentials_is_not_quoted(string body, int status)
    {
        await using var house = new TestHouse();
        house.Script("GET", "oauth/request_token", TestHouse.Text(body, status));

        var error = await house.ErrorAsync(() => house.Adapter.Authorizer.BeginAsync(
            new SignInRequest { Environment = house.Environment, Application = "own-key", State = "0123456789abcdef0123456789abcdef" }, house.Stop));

        Assert.Null(error.BrokerText);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_may_have_been_done_is_called_undone()
    {
        foreach (int number in (int[])[100, 163, 670])
        {
            Assert.Equal(Effect.Unknown, ETradeErrors.Find(ETradeErrors.Orders, number.ToString(System.Globalization.CultureInfo.InvariantCulture))!.Effect);
        }

        Assert.Equal(Effect.Unknown, ETradeErrors.ByWords(ETradeErrors.Orders, 500, "The symbol is not valid.").Effect);
    }

    [Fact]
    public void Older_addresses_call_the_same_by_other_names() =>
        Assert.Equal(new ErrorBody("1001", "Unable to process request."), ErrorBody.Read(System.Text.Encoding.UTF8.GetBytes(Fixture.Text("Errors/1001-version-0"))));

    [Fact]
    public void The_same_number_is_a_login_among_prices() =>
        Assert.Equal(BrokerageErrorCode.AuthExpired, ETradeErrors.Find(ETradeErrors.Market, "1021")!.Code);

    private static Task ReadAsync(TestHouse house, string path) => path switch
    {
        "balance" => house.Connection.Accounts.GetBalanceAsync(Sample.Account, house.Stop),
        _ => house.PrepareAsync(Sample.Limit()),
    };

    // JSON with a number or a text, XML on an address of JSON, and the form of version 0.
    private static IEnumerable<string> Bodies(int code, string words) =>
    [
        $$$"""{"Error":{"code":{{{code}}},"message":"{{{words}}}"}}""",
        $$$"""{"error":{"Code":"{{{code}}}","Message":"{{{words}}}"}}""",
        $"<?xml version=\"1.0\"?><Error><code>{code}</code><message>{words}</message></Error>",
        $"<Error><ErrorCode>{code}</ErrorCode><ErrorMessage>{words}</ErrorMessage></Error>",
    ];
}
