using Brokerage.AspNetCore.Access;
using Brokerage.AspNetCore.Connections;
using Brokerage.AspNetCore.Mapping;
using Brokerage.AspNetCore.Problems;
using Brokerage.AspNetCore.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Brokerage.AspNetCore.Portfolio;

/// <summary>What a user holds over all brokers, or a part of it.</summary>
internal sealed class PortfolioEndpoint(IPortfolioService portfolio, UserConnections connections)
{
    public void Map(RouteGroupBuilder group) =>
        group.MapGet("/portfolio", ReadAsync).WithSummary("What the user holds: one portfolio per kind of environment.");

    private async Task<IResult> ReadAsync(HttpContext context, string? broker, string? environment, string? connection, string? counted, CancellationToken cancellationToken)
    {
        var user = Caller.Of(context).User;
        var query = new PortfolioQuery
        {
            User = user,
            // A page shows what was last known of a broker that is down, and says so.
            WithKept = true,
            Broker = broker is null ? null : BrokerId.TryParse(broker, out var id) ? id : throw new RefusedException(Problem.Invalid("This is no broker's id.", "broker")),
            Environment = environment is null ? null : TermsReader.Word<EnvironmentKind>(environment, "environment"),
            OnlyCounted = counted switch
            {
                null or "false" => false,
                "true" => true,
                _ => throw new RefusedException(Problem.Invalid("This is true or false.", "counted")),
            },
            Connections = connection is null ? null : [connections.RequireLive(user, connection).Connection],
        };
        var reading = await portfolio.ReadAsync(query, cancellationToken).ConfigureAwait(false);
        return TypedResults.Json(PortfolioMapping.ToWire(reading), BrokerageJson.Wire.PortfolioReadingWire);
    }
}
