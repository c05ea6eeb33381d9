using System.Diagnostics.Metrics;
using Brokerage;
using Brokerage.ETrade;
using Brokerage.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds E*TRADE to an application.</summary>
public static class ETradeBrokerageBuilderExtensions
{
    /// <summary>Adds E*TRADE alone; its applications are added beside it.</summary>
    /// <param name="builder">The composition.</param>
    public static IBrokerageBuilder AddETrade(this IBrokerageBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ETradeOptions>, ETradeOptionsValidator>());
        return builder.AddAdapter(CreateAdapter);
    }

    /// <summary>
    /// Adds E*TRADE with an application that users sign in to, each day anew. Its settings are the named options of the same name, and are
    /// checked at start.
    /// </summary>
    /// <param name="builder">The composition.</param>
    /// <param name="application">The application's name, as sign-in requests and connections give it.</param>
    /// <param name="configure">Sets the consumer keys.</param>
    public static IBrokerageBuilder AddETradeApplication(this IBrokerageBuilder builder, string application, Action<ETradeOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        builder.AddETrade();
        builder.Services.AddOptions<ETradeOptions>(application)
            .Configure(configure)
            .Validate(
                options => !string.IsNullOrEmpty(options.ConsumerKey) || !string.IsNullOrEmpty(options.SandboxConsumerKey),
                $"The E*TRADE application '{application}' needs {nameof(ETradeOptions.ConsumerKey)} or {nameof(ETradeOptions.SandboxConsumerKey)}, with its secret.")
            .ValidateOnStart();
        return builder;
    }

    /// <summary>
    /// Adds E*TRADE with an application from configuration: <c>ConsumerKey</c>, <c>ConsumerSecret</c>, <c>SandboxConsumerKey</c>,
    /// <c>SandboxConsumerSecret</c>, <c>AllowUnverified</c>, <c>LoginDays</c> and the three <c>…RequestsPerSecond</c>, or the environment's
    /// <c>ETRADE_CONSUMER_KEY</c>, <c>ETRADE_CONSUMER_SECRET</c>, <c>ETRADE_SANDBOX_CONSUMER_KEY</c>, <c>ETRADE_SANDBOX_CONSUMER_SECRET</c>.
    /// </summary>
    /// <param name="builder">The composition.</param>
    /// <param name="application">The application's name, as sign-in requests and connections give it.</param>
    /// <param name="configuration">The section, or the root.</param>
    public static IBrokerageBuilder AddETradeApplication(this IBrokerageBuilder builder, string application, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return builder.AddETradeApplication(application, options => ETradeConfiguration.Apply(options, configuration));
    }

    private static ETradeAdapter CreateAdapter(IServiceProvider services)
    {
        var settings = services.GetRequiredService<IOptionsMonitor<ETradeOptions>>();
        return new ETradeAdapter(settings.Get, new BrokerTransportOptions
        {
            Broker = ETradeAdapter.BrokerId,
            TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System,
            LoggerFactory = services.GetService<ILoggerFactory>(),
            MeterFactory = services.GetService<IMeterFactory>(),
        });
    }
}
