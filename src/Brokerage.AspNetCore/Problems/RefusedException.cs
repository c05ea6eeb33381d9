namespace Brokerage.AspNetCore.Problems;

/// <summary>Ends a request with a problem; never leaves the endpoints.</summary>
internal sealed class RefusedException(Problem problem) : Exception
{
    public Problem Problem => problem;
}
