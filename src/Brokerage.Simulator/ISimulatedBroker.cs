using Brokerage.Simulator.CommandLine.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator;

/// <summary>One broker's wire: its endpoints, and what a client must know to use them.</summary>
internal interface ISimulatedBroker : IAsyncDisposable
{
    /// <summary>The broker's name on the command line and in the JSON document.</summary>
    string Name { get; }

    /// <summary>The hosts that the broker's clients name in production, for the certificate.</summary>
    IReadOnlyList<string> ProductionHosts { get; }

    /// <summary>Adds the broker's endpoints.</summary>
    void Map(EndpointTable endpoints);

    /// <summary>The broker's answer to a path that it does not have.</summary>
    Reply NotFound(Call call);

    /// <summary>What the JSON document says about this broker, once its address is known.</summary>
    SimulatorDocument Describe(Uri address, string? certificateAuthorityFile);
}
