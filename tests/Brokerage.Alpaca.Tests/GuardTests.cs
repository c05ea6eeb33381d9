using Brokerage.Testing;

namespace Brokerage.Alpaca.Tests;

/// <summary>Paper and live never mix, with a container or without.</summary>
public sealed class GuardTests
{
    [Fact]
    public async Task Live_orders_need_their_switch_and_reading_does_not()
    {
        await using var house = new TestHouse(new AlpacaOptions { KeyId = "AKTEST", SecretKey = new Secret("s"), Environment = AlpacaAdapter.Live });
        house.Answer("GET", "v2/positions", "Positions/GET-positions");

        var rejected = Assert.IsType<SubmitResult.Rejected>(await house.SubmitAsync(Sample.Limit()));
        var cancel = Assert.IsType<CancelResult.Refused>(await house.Trading.CancelAsync(Sample.Order, house.Token));
        await house.Connection.Accounts.GetPositionsAsync(house.Account, house.Token);

        Assert.Equal(BrokerageErrorCode.LiveTradingNotAllowed, rejected.Error.Code);
        Assert.Equal(BrokerageErrorCode.LiveTradingNotAllowed, cancel.Error.Code);
        Assert.All(house.Requests, request => Assert.Equal(HttpMethod.Get, request.Method));
    }

    [Fact]
    public async Task With_the_switch_live_orders_go_to_the_live_host()
    {
        await using var house = new TestHouse(
            new AlpacaOptions { KeyId = "AKTEST", SecretKey = new Secret("s"), Environment = AlpacaAdapter.Live, AllowLiveOrders = true });
        house.Answer("POST", "v2/orders", "Orders/POST-order-limit");

        Assert.IsType<SubmitResult.Placed>(await house.SubmitAsync(Sample.Limit()));

        Assert.Equal("api.alpaca.markets", house.Only("POST", "v2/orders").Address.Host);
    }

    [Fact]
    public void A_paper_key_in_the_live_environment_is_refused_at_once()
    {
        var options = new AlpacaOptions { KeyId = "PKTEST", SecretKey = new Secret("s"), Environment = AlpacaAdapter.Live };

        Assert.Equal(BrokerageErrorCode.Misconfigured, Assert.Throws<BrokerageException>(() => new AlpacaAdapter(options)).Code);
    }

    [Fact]
    public async Task A_key_that_changes_its_world_behind_our_back_signs_nothing()
    {
        await using var house = new TestHouse();
        house.With(context => context with
        {
            Secrets = new FixedSecretSource(
                AlpacaAdapter.BrokerId, Auth.AlpacaSecrets.FromKeys("AKLIVEKEY", new Secret("s"), house.Clock.GetUtcNow())),
        });

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => house.Connection.ConnectAsync(house.Token));

        Assert.Equal(BrokerageErrorCode.EnvironmentMismatch, thrown.Code);
        Assert.Empty(house.Requests);
    }

    [Theory]
    [InlineData(EnvironmentKind.Paper, "https://api.alpaca.markets/")]
    [InlineData(EnvironmentKind.Paper, "https://paper-api.alpaca.markets.example.com/")]
    [InlineData(EnvironmentKind.Paper, "https://example.com/paper-api.alpaca.markets/")]
    [InlineData(EnvironmentKind.Live, "https://paper-api.alpaca.markets/")]
    [InlineData(EnvironmentKind.Simulated, "https://api.alpaca.markets/")]
    [InlineData(EnvironmentKind.Simulated, "https://paper-api.alpaca.markets/")]
    [InlineData(EnvironmentKind.Sandbox, "https://API.ALPACA.MARKETS/")]
    public async Task An_environment_whose_name_and_address_disagree_is_refused(EnvironmentKind kind, string trading)
    {
        await using var house = new TestHouse();
        var odd = new BrokerEnvironment("odd", kind, [new BrokerEndpoint(EndpointPurpose.Trading, new Uri(trading))]);
        house.With(context => context with { Environment = odd });

        var thrown = Assert.Throws<BrokerageException>(() => house.Connection);

        Assert.Equal(BrokerageErrorCode.EnvironmentMismatch, thrown.Code);
    }

    [Fact]
    public async Task An_environment_that_opens_the_live_host_for_signing_in_opens_no_more()
    {
        await using var house = new TestHouse();
        var wide = new BrokerEnvironment("wide", EnvironmentKind.Paper,
        [
            .. AlpacaAdapter.Paper.Endpoints.Where(endpoint => endpoint.Purpose != EndpointPurpose.SignIn),
            new BrokerEndpoint(EndpointPurpose.SignIn, new Uri("https://api.alpaca.markets/")),
        ]);
        house.With(context => context with { Environment = wide });

        Assert.Equal(BrokerageErrorCode.EnvironmentMismatch, Assert.Throws<BrokerageException>(() => house.Connection).Code);
    }

    [Fact]
    public async Task Credentials_that_open_another_account_than_before_are_refused()
    {
        await using var house = new TestHouse();
        house.WithoutAccount();
        house.Script(
            "GET",
            "v2/account",
            ScriptedAnswer.Json(200, Fixture.Text("Account/GET-account")),
            ScriptedAnswer.Json(200, """{"id":"another","status":"ACTIVE"}"""));
        house.Answer("POST", "v2/orders", "Orders/POST-order-limit");
        Assert.True((await house.Connection.ConnectAsync(house.Token)).EnvironmentVerified);

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => house.Connection.ConnectAsync(house.Token));
        Assert.Equal(BrokerageErrorCode.EnvironmentMismatch, thrown.Code);

        var prepare = await Assert.ThrowsAsync<BrokerageException>(
            () => house.Trading.PrepareAsync(Sample.Intent(new OrderPlan.Single(Sample.Limit())), cancellationToken: house.Token));
        Assert.Equal(BrokerageErrorCode.EnvironmentMismatch, prepare.Code);
        Assert.Equal(0, house.Sent("POST", "v2/orders"));
    }

    [Fact]
    public async Task Refused_keys_mark_the_connection_and_no_order_passes()
    {
        await using var house = new TestHouse();
        house.WithoutAccount();
        house.Answer("GET", "v2/account", "Errors/401-key", status: 401);

        var status = await house.Connection.GetStatusAsync(house.Token);

        Assert.Equal(ConnectionState.Revoked, status.State);
        Assert.False(status.EnvironmentVerified);
        Assert.Equal(BrokerageErrorCode.AuthRevoked, status.Problem!.Code);
    }

    [Fact]
    public async Task An_account_of_somebody_else_is_not_found()
    {
        await using var house = new TestHouse();

        var thrown = await Assert.ThrowsAsync<BrokerageException>(
            () => house.Connection.Accounts.GetPositionsAsync(AccountId.Parse("other"), house.Token));

        Assert.Equal(BrokerageErrorCode.AccountNotFound, thrown.Code);
    }

    [Fact]
    public async Task A_disposed_connection_does_nothing_more()
    {
        await using var house = new TestHouse();
        var connection = house.Connection;
        await connection.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => connection.ConnectAsync(house.Token));
    }
}
