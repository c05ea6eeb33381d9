namespace Brokerage.Simulator.ETrade.Access;

/// <summary>Ends the handling of a request whose signature or token is refused, with the broker's word for the problem.</summary>
internal sealed class OAuthRefusal(string problem) : Exception("The simulated broker refuses: " + problem)
{
    /// <summary>What stands after <c>oauth_problem=</c>.</summary>
    public string Problem => problem;
}
