using System.Text.Json.Serialization;
using Brokerage.Testing;

namespace Brokerage.Transport.Tests.Http;

/// <summary>A broker that exists only here: two environments, a script instead of a network.</summary>
internal static class TestBroker
{
    public static readonly BrokerId Id = BrokerId.Parse("acme");

    public static readonly BrokerEnvironment Paper = new("paper", EnvironmentKind.Paper,
    [
        new BrokerEndpoint(EndpointPurpose.SignIn, new Uri("https://api.acme.test/oauth/")),
        new BrokerEndpoint(EndpointPurpose.Trading, new Uri("https://paper.acme.test/v1/")),
        new BrokerEndpoint(EndpointPurpose.Streaming, new Uri("wss://stream.acme.test/"), anySubdomain: true),
    ]);

    public static readonly BrokerEnvironment Live = new("live", EnvironmentKind.Live, [new BrokerEndpoint(EndpointPurpose.Trading, new Uri("https://api.acme.test/v1/"))]);

    public static BrokerHttpClient Client(HttpMessageHandler handler, Func<BrokerClientOptions, BrokerClientOptions>? change = null, TimeProvider? clock = null)
    {
        BrokerTransport transport = new(new BrokerTransportOptions { Broker = Id, Handler = handler, TimeProvider = clock ?? TimeProvider.System });
        BrokerClientOptions options = new() { Environment = Paper, Application = "app", Connection = ConnectionId.Parse("c1") };
        return transport.CreateClient(change?.Invoke(options) ?? options);
    }

    public static BrokerRequest Read(string path = "account") => BrokerRequest.Get("account.get", EndpointPurpose.Trading, path);

    public static BrokerRequest Place(string body = "{}") => new()
    {
        Operation = "orders.place",
        Class = OperationClass.Placement,
        Purpose = EndpointPurpose.Trading,
        Method = HttpMethod.Post,
        Path = "orders",
        ContentType = "application/json",
        Body = System.Text.Encoding.UTF8.GetBytes(body),
    };

    public static BrokerRequest Cancel(string id = "o1") => new()
    {
        Operation = "orders.cancel",
        Class = OperationClass.Cancel,
        Purpose = EndpointPurpose.Trading,
        Method = HttpMethod.Delete,
        Path = RequestPath.Of($"orders/{id}"),
    };
}

internal sealed record AnswerWire(decimal? Cash, string? Id);

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, Converters = [typeof(DecimalConverter)])]
[JsonSerializable(typeof(AnswerWire))]
internal sealed partial class TestJson : JsonSerializerContext;
