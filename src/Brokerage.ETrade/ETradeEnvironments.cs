namespace Brokerage.ETrade;

/// <summary>
/// Where E*TRADE answers. Both worlds sign in at the host on which live orders are placed, so every address belongs to a purpose, and an
/// environment that claims to be the sandbox can hold no live address but that of signing in.
/// </summary>
internal static class ETradeEnvironments
{
    private const string LiveHost = "api.etrade.com";
    private const string SandboxHost = "apisb.etrade.com";
    private const string PageHost = "us.etrade.com";
    private const string Domain = "etrade.com";

    public static BrokerEnvironment Sandbox { get; } = Production("sandbox", EnvironmentKind.Sandbox, SandboxHost);

    public static BrokerEnvironment Live { get; } = Production("live", EnvironmentKind.Live, LiveHost);

    public static BrokerEnvironment Simulated(Uri api, Uri? authorizePage)
    {
        ArgumentNullException.ThrowIfNull(api);
        var root = Folder(api);
        var environment = new BrokerEnvironment("simulated", EnvironmentKind.Simulated,
        [
            .. Api(root),
            new BrokerEndpoint(EndpointPurpose.SignIn, new Uri(root, "oauth/")),
            new BrokerEndpoint(EndpointPurpose.SignIn, authorizePage is null ? new Uri(root, "e/t/etws/") : Folder(authorizePage)),
        ]);
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
                throw new BrokerageException(new BrokerageError(BrokerageErrorCode.EnvironmentMismatch, ETradeAdapter.BrokerId, why)
                {
                    Recovery = RecoveryAction.TellOperator,
                });
            }
        }
    }

    /// <summary>The page on which a user lets an application in: the last of the addresses for signing in.</summary>
    public static Uri AuthorizePage(BrokerEnvironment environment) =>
        environment.Endpoints.LastOrDefault(endpoint => endpoint.Purpose == EndpointPurpose.SignIn) is { } page
            ? new Uri(page.Prefix, "authorize")
            : throw ETradeErrors.Misconfigured($"The environment '{environment.Name}' has no address to sign in at.");

    private static string? Problem(EnvironmentKind kind, BrokerEndpoint endpoint)
    {
        var host = endpoint.Prefix.IdnHost;
        var isETrade = host.Equals(Domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + Domain, StringComparison.OrdinalIgnoreCase);
        if (!isETrade)
        {
            return kind is EnvironmentKind.Live or EnvironmentKind.Sandbox && !endpoint.Prefix.IsLoopback
                ? $"'{host}' is not E*TRADE's, and the environment is {kind}."
                : null;
        }

        if (endpoint.AnySubdomain || kind is EnvironmentKind.Simulated or EnvironmentKind.Paper)
        {
            return $"'{host}' is E*TRADE's own, and the environment is {kind}{(endpoint.AnySubdomain ? " with any subdomain" : "")}.";
        }

        if (endpoint.Purpose == EndpointPurpose.SignIn)
        {
            return host is PageHost || endpoint.Prefix.AbsolutePath.StartsWith("/oauth/", StringComparison.Ordinal)
                ? null
                : $"'{endpoint.Prefix}' is more than the address of signing in.";
        }

        var expected = kind == EnvironmentKind.Live ? LiveHost : SandboxHost;
        return host.Equals(expected, StringComparison.OrdinalIgnoreCase) ? null : $"'{host}' is not the {kind} host.";
    }

    private static BrokerEnvironment Production(string name, EnvironmentKind kind, string host) => new(name, kind,
    [
        .. Api(new Uri($"https://{host}/")),
        new BrokerEndpoint(EndpointPurpose.SignIn, new Uri($"https://{LiveHost}/oauth/")),
        new BrokerEndpoint(EndpointPurpose.SignIn, new Uri($"https://{PageHost}/e/t/etws/")),
    ]);

    // Streams are polled: they ask at the same addresses.
    private static IEnumerable<BrokerEndpoint> Api(Uri root) =>
    [
        new(EndpointPurpose.Trading, new Uri(root, "v1/")),
        new(EndpointPurpose.MarketData, new Uri(root, "v1/market/")),
        new(EndpointPurpose.Streaming, new Uri(root, "v1/")),
    ];

    private static Uri Folder(Uri address)
    {
        var text = address.GetLeftPart(UriPartial.Path);
        return text.EndsWith('/') ? new Uri(text) : new Uri(text + "/");
    }
}
