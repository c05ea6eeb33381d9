using Brokerage.Conformance.Tests.Guide.Acme;
using Brokerage.Testing;
using Brokerage.Transport;

namespace Brokerage.Conformance.Tests.Guide;

/// <summary>What the guide says of orders holds for its own example.</summary>
public sealed class AcmeOrdersTests
{
    private const string AccountAnswer = """{"id":"A-1","number":"12345678","status":"open","type":"cash"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_taken_is_placed() =>
        Assert.Equal("O-9", Assert.IsType<SubmitResult.Placed>(await SubmitAsync(ScriptedAnswer.Json(200, """{"id":"O-9"}"""))).Orders[0].Order!.Value.Value);

    [Fact]
    public async Task What_is_refused_in_the_brokers_own_words_is_rejected() => Assert.Equal(
        BrokerageErrorCode.InsufficientFunds,
        Assert.IsType<SubmitResult.Rejected>(await SubmitAsync(ScriptedAnswer.Json(400, """{"code":"NO_MONEY","message":"not enough"}"""))).Error.Code);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_or_unreadable_answer_is_unknown(bool isLost) =>
        Assert.IsType<SubmitResult.OutcomeUnknown>(await SubmitAsync(isLost ? ScriptedAnswer.Reset() : ScriptedAnswer.Json(200, """{"status":"fine"}""")));

    [Fact]
    public async Task What_the_features_deny_never_leaves()
    {
        using var broker = new ScriptedHandler().OnGet("/v1/account", AccountAnswer);
        var orders = OrdersAt(broker, out var account);

        await Assert.ThrowsAsync<BrokerageException>(
            () => orders.PrepareAsync(OrderIntent.Place(account, OrderSpec.Market(Instrument.Parse("BRK.B"), Side.Buy, 1m)), Token));
    }

    [Fact]
    public async Task Only_the_brokers_own_words_prove_that_an_order_is_not_there()
    {
        using var broker = new ScriptedHandler().OnGet("/v1/account", AccountAnswer);
        var orders = OrdersAt(broker, out var account);
        var prepared = await orders.PrepareAsync(Wish(account), Token);
        broker.On(HttpMethod.Get, $"/v1/orders/by-client-id/{prepared.WireId}", ScriptedAnswer.Json(404, """{"code":"NO_ORDER"}"""), ScriptedAnswer.Json(404, "{}"));

        Assert.False(await orders.IsThereAsync(prepared, Token));
        await Assert.ThrowsAsync<BrokerageException>(() => orders.IsThereAsync(prepared, Token));
    }

    private static async Task<SubmitResult> SubmitAsync(ScriptedAnswer answer)
    {
        using var broker = new ScriptedHandler().OnGet("/v1/account", AccountAnswer).On(HttpMethod.Post, "/v1/orders", answer);
        var orders = OrdersAt(broker, out var account);
        var prepared = await orders.PrepareAsync(Wish(account), Token);
        var result = await orders.SubmitAsync(prepared, Token);
        await Assert.ThrowsAsync<ArgumentException>(() => orders.SubmitAsync(prepared, Token));
        return result;
    }

    private static OrderIntent Wish(AccountRef account) => OrderIntent.Place(account, OrderSpec.Limit(Instrument.Parse("BRK.B"), Side.Buy, 1m, 400m));

    private static AcmeOrders OrdersAt(HttpMessageHandler broker, out AccountRef account)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));
        var secrets = new ConnectionSecrets
        {
            Scheme = "acme.key",
            Values = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["key"] = new Secret("K-1") },
            LoggedInAt = clock.GetUtcNow(),
            IssuedAt = clock.GetUtcNow(),
        };
        var context = new BrokerageConnectionContext
        {
            Connection = ConnectionId.Parse("test"),
            Environment = AcmeAdapter.Paper,
            Application = "guide",
            Secrets = new FixedSecretSource(AcmeAdapter.BrokerId, secrets),
        };
        account = new AccountRef(context.Connection, AcmeAdapter.BrokerId, AccountId.Parse("A-1"));
        var transport = new BrokerTransport(new BrokerTransportOptions { Broker = AcmeAdapter.BrokerId, TimeProvider = clock, Handler = broker });
        return new AcmeOrders(new AcmeSession(context, transport, clock), AcmeFeatures.All with { Orders = AcmeFeatures.Orders });
    }
}
