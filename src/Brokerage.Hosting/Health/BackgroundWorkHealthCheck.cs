using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Brokerage.Hosting;

/// <summary>
/// Unhealthy: a piece of work fails, or has not run for three times its pause. Degraded: a broker could not be read several times in a row. A
/// user who has to log in is no fault of the application's.
/// </summary>
internal sealed class BackgroundWorkHealthCheck(WorkStates states) : IHealthCheck
{
    private const int FailuresThatCount = 3;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var problems = states.Problems();
        var brokers = states.FailuresInARow().Where(pair => pair.Value >= FailuresThatCount).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var data = brokers.ToDictionary(pair => $"failures.{pair.Key}", pair => (object)pair.Value, StringComparer.Ordinal);
        if (problems.Count > 0) return Task.FromResult(new HealthCheckResult(context.Registration.FailureStatus, string.Join("; ", problems), data: data));
        return Task.FromResult(brokers.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"Not readable: {string.Join(", ", brokers.Select(pair => pair.Key))}", data: data));
    }
}
