using System.Net;
using System.Text;
using Brokerage.Testing;

namespace Brokerage.ETrade.Tests;

/// <summary>"There is nothing" is a 204. What comes with a 200 and is not the answer says nothing about orders and holdings.</summary>
public sealed class WholeAnswerTests
{
    public static TheoryData<string, BrokerageErrorCode> NoAnswers { get; } = new()
    {
        { "", BrokerageErrorCode.UnexpectedResponse },
        { "{}", BrokerageErrorCode.UnexpectedResponse },
        { "<html><body>One moment, please.</body></html>", BrokerageErrorCode.UnexpectedResponse },
        { """{"Error":{"code":100,"message":"The requested service is not currently available, please try after sometime."}}""", BrokerageErrorCode.BrokerUnavailable },
        { "<Error><code>670</code><message>Maintenance</message></Error>", BrokerageErrorCode.BrokerUnavailable },
        { "<html>Number of requests exceeded the rate limit set</html>", BrokerageErrorCode.RateLimited },
    };

    public static TheoryData<string, BrokerageErrorCode> NoLists { get; } = new()
    {
        { """{"OrdersResponse":{}}""", BrokerageErrorCode.UnexpectedResponse },
        { "<OrdersResponse/>", BrokerageErrorCode.UnexpectedResponse },
        { """{"OrdersResponse":{"messages":{"Message":[{"code":100,"type":"ERROR","description":"Not available"}]}}}""", BrokerageErrorCode.BrokerUnavailable },
        { """{"OrdersResponse":{"Order":[],"messages":{"Message":[{"code":9999,"type":"ERROR","description":"Something"}]}}}""", BrokerageErrorCode.UnexpectedResponse },
    };

    [Theory]
    [MemberData(nameof(NoAnswers))]
    [MemberData(nameof(NoLists))]
    public async Task A_200_that_is_no_list_never_proves_that_a_lost_order_is_not_there(string body, BrokerageErrorCode code)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders"), house.Ok("Orders/GET-orders-before"), TestHouse.Text(body));
        house.Answer("POST", TestHouse.Path("orders/preview"), "Orders/POST-preview");
        var prepared = await house.PrepareAsync(Sample.Limit());

        Assert.Equal(code, (await house.ErrorAsync(() => house.Trading.FindAsync(prepared, house.Stop))).Code);
    }

    [Theory]
    [MemberData(nameof(NoAnswers))]
    [MemberData(nameof(NoLists))]
    public async Task Without_the_list_nothing_is_prepared_since_a_twin_could_not_be_told_later(string body, BrokerageErrorCode code)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders"), TestHouse.Text(body));
        house.Answer("POST", TestHouse.Path("orders/preview"), "Orders/POST-preview");

        Assert.Equal(code, (await house.ErrorAsync(() => house.PrepareAsync(Sample.Limit()))).Code);
        Assert.Equal(0, house.Sent("POST", TestHouse.Path("orders/preview")));
    }

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task Holdings_do_not_disappear_behind_another_answer(string body, BrokerageErrorCode code)
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("portfolio"), TestHouse.Text(body));

        var error = await house.ErrorAsync(() => house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop));

        // A code 100 is an outage by its words here, and a refusal of the key by others.
        Assert.Equal(code, error.Code);
    }

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task A_login_without_accounts_is_not_active(string body, BrokerageErrorCode code)
    {
        await using var house = new TestHouse();
        house.WithoutAccounts();
        house.Script("GET", "v1/accounts/list", TestHouse.Text(body));

        Assert.Equal(code, (await house.ErrorAsync(() => house.Connection.ConnectAsync(house.Stop))).Code);
        Assert.NotEqual(ConnectionState.Active, (await house.AdvanceAsync(house.Connection.GetStatusAsync(house.Stop))).State);
    }

    [Fact]
    public async Task A_list_of_accounts_that_is_a_204_is_no_answer_and_takes_none_away()
    {
        await using var house = new TestHouse();
        house.WithoutAccounts();
        house.Script("GET", "v1/accounts/list", ScriptedAnswer.Empty(204), house.Ok("Accounts/GET-list"), ScriptedAnswer.Empty(204));
        house.Answer("PUT", TestHouse.Path("orders/cancel"), "Orders/PUT-cancel-5011");

        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, (await house.ErrorAsync(() => house.Connection.ConnectAsync(house.Stop))).Code);
        await house.Connection.ConnectAsync(house.Stop);
        await house.ErrorAsync(() => house.Connection.Accounts.GetAccountsAsync(house.Stop));

        Assert.IsType<CancelResult.Requested>(await house.AdvanceAsync(house.Trading.CancelAsync(Sample.Order("7101"), house.Stop)));
        Assert.Equal(3, house.Sent("GET", "v1/accounts/list"));
    }

    /// <summary>Whether it is the account's own row is not known: that the account does not exist would be a guess.</summary>
    [Fact]
    public async Task An_account_whose_row_cannot_be_read_is_not_called_unknown_and_its_orders_can_be_cancelled()
    {
        await using var house = new TestHouse();
        house.WithoutAccounts();
        house.Script("GET", "v1/accounts/list", TestHouse.Text(Fixture.Text("Accounts/GET-list").Replace($"\"accountIdKey\": \"{Sample.Key}\"", "\"accountIdKey\": \"\"", StringComparison.Ordinal)));
        house.Answer("PUT", TestHouse.Path("orders/cancel"), "Orders/PUT-cancel-5011");

        Assert.Equal(BrokerageErrorCode.UnexpectedResponse, (await house.ErrorAsync(() => house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop))).Code);
        Assert.IsType<CancelResult.Requested>(await house.AdvanceAsync(house.Trading.CancelAsync(Sample.Order("7101"), house.Stop)));
    }

    [Fact]
    public async Task Nothing_is_a_204_and_a_portfolio_without_rows()
    {
        await using var house = new TestHouse();
        house.Script("GET", TestHouse.Path("orders"), ScriptedAnswer.Empty(204));
        house.Script("GET", TestHouse.Path("portfolio"), ScriptedAnswer.Empty(204), TestHouse.Text("""{"PortfolioResponse":{"AccountPortfolio":[{}]}}"""));

        Assert.True((await house.Trading.GetOpenOrdersAsync(Sample.Account, house.Stop)) is { IsComplete: true, Items.Count: 0 });
        Assert.True((await house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop)) is { IsComplete: true, Items.Count: 0 });
        Assert.True((await house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop)) is { IsComplete: true, Items.Count: 0 });
    }

    [Fact]
    public async Task Orders_are_asked_for_by_the_days_of_E_TRADE_s_clock()
    {
        await using var house = new TestHouse();
        house.WithoutAccounts();

        // Here it is still Thursday morning; at E*TRADE it is past midnight.
        house.Script(
            "GET", "v1/accounts/list",
            ScriptedAnswer.From((_, _) => Task.FromResult(Dated("oauth_problem=timestamp_refused", Sample.Now.AddHours(14), HttpStatusCode.Unauthorized))),
            house.Ok("Accounts/GET-list"));
        house.Answer("GET", TestHouse.Path("orders"), "Orders/GET-orders-before");
        house.Answer("POST", TestHouse.Path("orders/preview"), "Orders/POST-preview");
        house.With(context => context with { Secrets = new FixedSecretSource(ETradeAdapter.BrokerId, Lasting(house)) });
        await house.PrepareAsync(Sample.Limit());

        Assert.Contains("toDate=11202026", house.Only("GET", TestHouse.Path("orders")).Address.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("timestamp_refused")]
    [InlineData("nonce_used")]
    public async Task Many_callers_who_are_refused_at_once_leave_E_TRADE_well(string problem)
    {
        const int Callers = 24;
        await using var house = new TestHouse();
        await house.Connection.Accounts.GetAccountsAsync(house.Stop);
        var asked = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        house.Script("GET", TestHouse.Path("portfolio"), ScriptedAnswer.From(async (_, _) =>
        {
            if (Interlocked.Increment(ref asked) > Callers)
            {
                return new HttpResponseMessage(HttpStatusCode.NoContent);
            }

            await all.Task;
            return Dated($"oauth_problem={problem}", Sample.Now, HttpStatusCode.Unauthorized);
        }));
        var reads = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop)));
        await Waiting.UntilAsync(() => Volatile.Read(ref asked) >= Callers);
        all.SetResult();

        Assert.All(await house.AdvanceAsync(reads), positions => Assert.True(positions.IsComplete));
    }

    [Fact]
    public async Task What_a_gateway_dates_moves_no_day_of_ours()
    {
        await using var house = new TestHouse();
        house.Script(
            "GET", TestHouse.Path("portfolio"),
            ScriptedAnswer.From((_, _) => Task.FromResult(Dated("<html>Maintenance</html>", Sample.Now.AddDays(2)))), ScriptedAnswer.Empty(204));

        await house.ErrorAsync(() => house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop));

        Assert.Empty((await house.Connection.Accounts.GetPositionsAsync(Sample.Account, house.Stop)).Items);
    }

    private static ConnectionSecrets Lasting(TestHouse house) => Auth.ETradeSecrets.Of(
        new Auth.OAuthPair(new Secret(TestHouse.Token), new Secret(TestHouse.TokenSecret)), house.Environment, Sample.Now.AddDays(30), Sample.Now, subject: null);

    private static HttpResponseMessage Dated(string text, DateTimeOffset at, HttpStatusCode status = HttpStatusCode.OK)
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
        answer.Headers.Date = at;
        return answer;
    }
}
