using Brokerage;
using Brokerage.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Does the suite's work in the background of a host.</summary>
public static class BackgroundWorkBuilderExtensions
{
    /// <summary>
    /// Makes stored connections known when the host starts, and from then on: renews tokens, reads portfolios into the stores, reconnects what was
    /// lost, sends queued orders, and seals secrets anew after a change of keys. What concerns users' connections needs <c>AddSignIn</c>. Can be
    /// called several times.
    /// </summary>
    /// <param name="builder">The composition.</param>
    /// <param name="configure">Changes how often.</param>
    public static IBrokerageBuilder AddBackgroundWork(this IBrokerageBuilder builder, Action<BackgroundWorkOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<BackgroundWorkOptions>().ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BackgroundWorkOptions>, BackgroundWorkOptionsValidator>());
        services.TryAddSingleton<IWorkLeases, ProcessWorkLeases>();
        services.TryAddSingleton<INotificationSink, LogNotificationSink>();
        services.TryAddSingleton<WorkStates>();
        services.TryAddSingleton<HostingMeters>();
        services.TryAddSingleton<WorkContext>();
        services.TryAddSingleton<OpenSessions>();
        services.TryAddSingleton<LoginNotices>();

        services.AddHostedService<ConnectionRestorer>();
        services.AddHostedService<TokenRefresher>();
        services.AddHostedService<PortfolioSynchronizer>();
        services.AddHostedService<ConnectionMonitor>();
        services.AddHostedService<QueueReleaser>();
        services.AddHostedService<KeyRotator>();
        return builder;
    }

    /// <summary>
    /// Tells how the work in the background goes: unhealthy where a piece of it fails or stands still, degraded where a broker cannot be read.
    /// Needs <see cref="AddBackgroundWork"/>.
    /// </summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">What to say where work fails; null for unhealthy.</param>
    /// <param name="tags">Tags to select it by.</param>
    public static IHealthChecksBuilder AddBrokerage(
        this IHealthChecksBuilder builder, string name = "brokerage", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.Add(new HealthCheckRegistration(name, static provider => new BackgroundWorkHealthCheck(provider.GetRequiredService<WorkStates>()), failureStatus, tags));
    }
}
