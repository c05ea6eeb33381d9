using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Brokerage.Hosting;

/// <summary>What all pieces of work share.</summary>
internal sealed class WorkContext(
    TimeProvider time, IWorkLeases leases, WorkStates states, HostingMeters meters, IOptions<BackgroundWorkOptions> options, ILogger<WorkContext> logger)
{
    public TimeProvider Time => time;

    public IWorkLeases Leases => leases;

    public WorkStates States => states;

    public HostingMeters Meters => meters;

    public BackgroundWorkOptions Options => options.Value;

    public ILogger Logger => logger;

    public DateTimeOffset Now => time.GetUtcNow();
}
