using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca;

/// <summary>Ends the handling of a request with a refusal, from however deep it is found.</summary>
internal sealed class AlpacaRefusal(Reply reply) : Exception("The simulated broker refuses.")
{
    public Reply Reply => reply;
}
