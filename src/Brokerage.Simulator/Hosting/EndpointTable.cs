using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Brokerage.Simulator.Hosting;

/// <summary>Where a broker puts its endpoints.</summary>
internal sealed class EndpointTable(IEndpointRouteBuilder routes, RequestPipeline pipeline)
{
    public void Map(string method, string pattern, Func<Call, Task<Reply>> handle) =>
        routes.MapMethods(pattern, [method], context => pipeline.RunAsync(context, handle));

    public void Map(string method, string pattern, Func<Call, Reply> handle) =>
        Map(method, pattern, call => Task.FromResult(handle(call)));
}
