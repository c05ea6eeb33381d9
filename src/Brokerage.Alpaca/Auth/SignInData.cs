using System.Text.Json;
using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Auth;

/// <summary>What a sign-in must still know when its user comes back, sealed into the ticket.</summary>
internal sealed record SignInData(BrokerEnvironment Environment, string Application, string? Redirect, string? ExpectedSubject)
{
    /// <summary>Alpaca's word for the environment: a token that is asked for without it may open both worlds.</summary>
    public string World => Environment.Kind == EnvironmentKind.Live ? "live" : "paper";

    public static SignInData From(SignInRequest request) =>
        new(request.Environment, request.Application, request.RedirectTo?.OriginalString, request.ExpectedSubject);

    public Secret Seal() => new(JsonSerializer.Serialize(
        new TicketWire
        {
            Name = Environment.Name,
            Kind = (int)Environment.Kind,
            Purposes = [.. Environment.Endpoints.Select(endpoint => (int)endpoint.Purpose)],
            Prefixes = [.. Environment.Endpoints.Select(endpoint => endpoint.Prefix.AbsoluteUri)],
            Application = Application,
            Redirect = Redirect,
            ExpectedSubject = ExpectedSubject,
        },
        AlpacaJson.Default.TicketWire));

    public static SignInData Open(Secret data)
    {
        var wire = JsonSerializer.Deserialize(data.Reveal(), AlpacaJson.Default.TicketWire) ?? throw new ArgumentException("The ticket is empty.", nameof(data));
        var endpoints = wire.Purposes.Zip(wire.Prefixes, (purpose, prefix) => new BrokerEndpoint((EndpointPurpose)purpose, new Uri(prefix)));
        var environment = new BrokerEnvironment(wire.Name, (EnvironmentKind)wire.Kind, [.. endpoints]);
        AlpacaEnvironments.Require(environment);
        return new SignInData(environment, wire.Application, wire.Redirect, wire.ExpectedSubject);
    }
}
