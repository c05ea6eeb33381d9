using System.Diagnostics.Metrics;
using Brokerage;
using Brokerage.Alpaca;
using Brokerage.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Alpaca to an application.</summary>
public static class AlpacaBrokerageBuilderExtensions
{
    private const string DefaultConnection = "alpaca";

    /// <summary>Adds Alpaca alone: connections come from users who sign in or enter their keys.</summary>
    /// <param name="builder">The composition.</param>
    public static IBrokerageBuilder AddAlpaca(this IBrokerageBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AlpacaOptions>, AlpacaOptionsValidator>());
        return builder.AddAdapter(CreateAdapter);
    }

    /// <summary>Adds Alpaca with one connection of one's own, named "alpaca".</summary>
    /// <param name="builder">The composition.</param>
    /// <param name="configure">Sets the key pair; paper is the default.</param>
    public static IBrokerageBuilder AddAlpaca(this IBrokerageBuilder builder, Action<AlpacaOptions> configure) =>
        builder.AddAlpaca(DefaultConnection, configure);

    /// <summary>Adds Alpaca with one more connection of one's own. Its settings are the named options of the same name, and are checked at start.</summary>
    /// <param name="builder">The composition.</param>
    /// <param name="connection">The connection's name.</param>
    /// <param name="configure">Sets the key pair; paper is the default.</param>
    public static IBrokerageBuilder AddAlpaca(this IBrokerageBuilder builder, string connection, Action<AlpacaOptions> configure)
    {
        var id = ConnectionId.Parse(connection);
        builder.AddAlpaca();
        builder.Services.AddOptions<AlpacaOptions>(connection)
            .Configure(configure)
            .Validate(options => !string.IsNullOrEmpty(options.KeyId), $"The Alpaca connection '{connection}' needs {nameof(AlpacaOptions.KeyId)} and {nameof(AlpacaOptions.SecretKey)}.")
            .ValidateOnStart();
        return builder.AddConnection(new BrokerageConnectionRegistration
        {
            Connection = id,
            Broker = AlpacaAdapter.BrokerId,
            CreateContext = services => AlpacaContexts.FromOptions(
                services.GetRequiredService<IOptionsMonitor<AlpacaOptions>>().Get(connection),
                id,
                connection,
                services.GetService<TimeProvider>() ?? TimeProvider.System),
        });
    }

    /// <summary>
    /// Adds Alpaca with one more connection of one's own from configuration: <c>KeyId</c>, <c>SecretKey</c>, <c>BaseUrl</c>, <c>DataUrl</c>,
    /// <c>AllowLiveOrders</c>, <c>AllowUnverified</c>, <c>StockFeed</c>, <c>OptionFeed</c> and <c>CryptoLocation</c>, or the names that other
    /// tools use: <c>ALPACA_API_KEY</c>, <c>ALPACA_SECRET_KEY</c>, <c>ALPACA_BASE_URL</c>. The base address chooses the environment: Alpaca's
    /// paper host, its live host, or loopback for a simulator; any other is refused.
    /// </summary>
    /// <param name="builder">The composition.</param>
    /// <param name="connection">The connection's name.</param>
    /// <param name="configuration">The section, or the root.</param>
    public static IBrokerageBuilder AddAlpaca(this IBrokerageBuilder builder, string connection, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return builder.AddAlpaca(connection, options => AlpacaConfiguration.Apply(options, configuration));
    }

    /// <summary>Adds Alpaca with an application that users sign in to. Its settings are the named options of the same name, and are checked at start.</summary>
    /// <param name="builder">The composition.</param>
    /// <param name="application">The application's name, as sign-in requests and connections give it.</param>
    /// <param name="configure">Sets the OAuth client.</param>
    public static IBrokerageBuilder AddAlpacaApplication(this IBrokerageBuilder builder, string application, Action<AlpacaOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        builder.AddAlpaca();
        builder.Services.AddOptions<AlpacaOptions>(application)
            .Configure(configure)
            .Validate(options => !string.IsNullOrEmpty(options.OAuthClientId), $"The Alpaca application '{application}' needs {nameof(AlpacaOptions.OAuthClientId)} and {nameof(AlpacaOptions.OAuthClientSecret)}.")
            .ValidateOnStart();
        return builder;
    }

    private static AlpacaAdapter CreateAdapter(IServiceProvider services)
    {
        var settings = services.GetRequiredService<IOptionsMonitor<AlpacaOptions>>();
        return new AlpacaAdapter(settings.Get, new BrokerTransportOptions
        {
            Broker = AlpacaAdapter.BrokerId,
            TimeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System,
            LoggerFactory = services.GetService<ILoggerFactory>(),
            MeterFactory = services.GetService<IMeterFactory>(),
        });
    }
}
