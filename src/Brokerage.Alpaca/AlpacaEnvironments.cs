namespace Brokerage.Alpaca;

/// <summary>
/// Where Alpaca answers. The sign-in host of both worlds is also the live trading host, so every address belongs to a purpose, and an
/// environment that claims to be paper can hold no live address whatever it is called.
/// </summary>
internal static class AlpacaEnvironments
{
    private const string LiveHost = "api.alpaca.markets";
    private const string PaperHost = "paper-api.alpaca.markets";
    private const string Domain = "alpaca.markets";

    public static BrokerEnvironment Paper { get; } = Production("paper", EnvironmentKind.Paper, PaperHost);

    public static BrokerEnvironment Live { get; } = Production("live", EnvironmentKind.Live, LiveHost);

    public static BrokerEnvironment Simulated(Uri trading, Uri data, Uri? tradingStream, Uri? dataStream, Uri? signIn)
    {
        ArgumentNullException.ThrowIfNull(trading);
        ArgumentNullException.ThrowIfNull(data);
        List<BrokerEndpoint> endpoints = [new(EndpointPurpose.Trading, Prefix(trading)), new(EndpointPurpose.MarketData, Prefix(data))];
        foreach (var stream in (Uri?[])[tradingStream, dataStream])
        {
            if (stream is not null)
            {
                endpoints.Add(new BrokerEndpoint(EndpointPurpose.Streaming, Prefix(stream)));
            }
        }

        if (signIn is not null)
        {
            endpoints.Add(new BrokerEndpoint(EndpointPurpose.SignIn, Prefix(signIn)));
        }

        var environment = new BrokerEnvironment("simulated", EnvironmentKind.Simulated, endpoints);
        Require(environment);
        return environment;
    }

    /// <summary>Refuses an environment whose kind and addresses do not belong together.</summary>
    public static void Require(BrokerEnvironment environment)
    {
        foreach (var endpoint in environment.Endpoints)
        {
            if (Problem(environment.Kind, endpoint) is { } why)
            {
                throw new BrokerageException(new BrokerageError(BrokerageErrorCode.EnvironmentMismatch, AlpacaAdapter.BrokerId, why)
                {
                    Recovery = RecoveryAction.TellOperator,
                });
            }
        }
    }

    private static string? Problem(EnvironmentKind kind, BrokerEndpoint endpoint)
    {
        var host = endpoint.Prefix.IdnHost;
        var isAlpaca = host.Equals(Domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + Domain, StringComparison.OrdinalIgnoreCase);
        if (!isAlpaca)
        {
            return kind is EnvironmentKind.Live or EnvironmentKind.Paper && !endpoint.Prefix.IsLoopback
                ? $"'{host}' is not Alpaca's, and the environment is {kind}."
                : null;
        }

        if (endpoint.AnySubdomain || kind is EnvironmentKind.Simulated or EnvironmentKind.Sandbox)
        {
            return $"'{host}' is Alpaca's own, and the environment is {kind}{(endpoint.AnySubdomain ? " with any subdomain" : "")}.";
        }

        var trades = endpoint.Purpose is EndpointPurpose.Trading || (endpoint.Purpose is EndpointPurpose.Streaming && !host.Contains("data", StringComparison.OrdinalIgnoreCase));
        var expected = kind == EnvironmentKind.Live ? LiveHost : PaperHost;
        if (trades && !host.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            return $"'{host}' is not the {kind} trading host.";
        }

        // https://api.alpaca.markets/ is the live trading host: of it, signing in may use the path of signing in alone.
        return endpoint.Purpose == EndpointPurpose.SignIn && !endpoint.Prefix.AbsolutePath.StartsWith("/oauth/", StringComparison.Ordinal)
            ? $"'{endpoint.Prefix}' is more than the address of signing in."
            : null;
    }

    private static BrokerEnvironment Production(string name, EnvironmentKind kind, string host) => new(name, kind,
    [
        new BrokerEndpoint(EndpointPurpose.Trading, new Uri($"https://{host}/")),
        new BrokerEndpoint(EndpointPurpose.MarketData, new Uri("https://data.alpaca.markets/")),
        new BrokerEndpoint(EndpointPurpose.Streaming, new Uri($"wss://{host}/stream/")),
        new BrokerEndpoint(EndpointPurpose.Streaming, new Uri("wss://stream.data.alpaca.markets/")),
        new BrokerEndpoint(EndpointPurpose.SignIn, new Uri("https://api.alpaca.markets/oauth/")),
        new BrokerEndpoint(EndpointPurpose.SignIn, new Uri("https://app.alpaca.markets/oauth/")),
    ]);

    private static Uri Prefix(Uri address)
    {
        var text = address.GetLeftPart(UriPartial.Path);
        return text.EndsWith('/') ? new Uri(text) : new Uri(text + "/");
    }
}
