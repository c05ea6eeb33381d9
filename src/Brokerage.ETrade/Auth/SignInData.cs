using System.Text.Json;
using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Auth;

/// <summary>What a sign-in must still know when its user comes back, sealed into the ticket: above all the request token's secret.</summary>
internal sealed class SignInData(BrokerEnvironment environment, string application, Secret tokenSecret)
{
    public BrokerEnvironment Environment { get; } = environment;

    public string Application { get; } = application;

    public Secret TokenSecret { get; } = tokenSecret;

    public Secret Seal() => new(JsonSerializer.Serialize(
        new SignInTicketWire
        {
            Name = Environment.Name,
            Kind = (int)Environment.Kind,
            Purposes = [.. Environment.Endpoints.Select(endpoint => (int)endpoint.Purpose)],
            Prefixes = [.. Environment.Endpoints.Select(endpoint => endpoint.Prefix.AbsoluteUri)],
            Application = Application,
            TokenSecret = TokenSecret.Reveal(),
        },
        ETradeJson.Default.SignInTicketWire));

    public static SignInData Open(Secret data)
    {
        var wire = Read(data.Reveal()) ?? throw new ArgumentException("The ticket is not one of E*TRADE's.", nameof(data));
        var endpoints = wire.Purposes!.Zip(wire.Prefixes!, (purpose, prefix) => new BrokerEndpoint((EndpointPurpose)purpose, new Uri(prefix)));
        var environment = new BrokerEnvironment(wire.Name!, (EnvironmentKind)wire.Kind, [.. endpoints]);
        ETradeEnvironments.Require(environment);
        return new SignInData(environment, wire.Application!, new Secret(wire.TokenSecret!));
    }

    private static SignInTicketWire? Read(string text)
    {
        try
        {
            var wire = JsonSerializer.Deserialize(text, ETradeJson.Default.SignInTicketWire);
            return wire is { Name: not null, Purposes: not null, Prefixes: not null, Application: not null, TokenSecret: not null } ? wire : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
