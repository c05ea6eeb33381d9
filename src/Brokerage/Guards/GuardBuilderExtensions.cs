using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Brokerage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Puts guards round every connection. They stand in fixed stages, whatever the order of the calls: telemetry, validation, confirmation, risk,
/// journal, broker. Calling one twice adds its settings and no second guard.
/// </summary>
public static class GuardBuilderExtensions
{
    private static readonly ConnectionGuard Telemetry = new()
    {
        Stage = GuardStage.Telemetry,
        Wrap = static (provider, inner) =>
        {
            var meters = new CallMeters(inner, provider.GetService<IMeterFactory>(), provider.GetRequiredService<TimeProvider>());
            return new GuardedConnection(
                inner,
                inner.Trading is { } trading ? new TelemetryTrading(trading, meters) : null,
                accounts: new TelemetryAccounts(inner.Accounts, meters),
                marketData: inner.MarketData is { } data ? new TelemetryMarketData(data, meters) : null);
        },
    };

    private static readonly ConnectionGuard Validation = new()
    {
        Stage = GuardStage.Validation,
        Wrap = static (provider, inner) => inner.Trading is not { } trading
            ? inner
            : new GuardedConnection(inner, new ValidationTrading(
                trading, inner.Features, Book(provider), Options<OrderValidationOptions>(provider), provider.GetRequiredService<TimeProvider>())),
    };

    private static readonly ConnectionGuard Confirmation = new()
    {
        Stage = GuardStage.Confirmation,
        Wrap = static (provider, inner) => inner.Trading is not { } trading
            ? inner
            : new GuardedConnection(inner, new ConfirmationTrading(
                trading,
                new OrderValuer(inner, Options<OrderConfirmationOptions>(provider).PriceCollar),
                Book(provider),
                provider.GetRequiredService<ConsentBook>(),
                Options<OrderConfirmationOptions>(provider))),
    };

    private static readonly ConnectionGuard Risk = new()
    {
        Stage = GuardStage.Risk,
        Wrap = static (provider, inner) =>
        {
            if (inner.Trading is not { } trading) return inner;
            var books = provider.GetRequiredService<RiskBooks>();
            var guard = new RiskTrading(inner, trading, books, provider.GetRequiredService<IOrderJournal>());
            return new GuardedConnection(inner, guard, inner.Streaming is { } streaming ? new RiskStreaming(streaming, guard) : null);
        },
    };

    /// <summary>Traces and measures every call; costs a comparison while nobody listens. The names are <see cref="BrokerageTelemetry"/>'s.</summary>
    public static IBrokerageBuilder UseTelemetry(this IBrokerageBuilder builder) => builder.AddOnce(Telemetry);

    /// <summary>Refuses what the broker does not take, all reasons at once, before a request leaves; at preparing and again at submitting.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the settings.</param>
    public static IBrokerageBuilder UseValidation(this IBrokerageBuilder builder, Action<OrderValidationOptions>? configure = null) =>
        builder.AddOnce(Validation).With(configure);

    /// <summary>
    /// Asks before a large order leaves: <see cref="SubmitResult.NeedsConfirmation"/>, answered like a question of the broker's. Nothing is
    /// asked before <see cref="OrderConfirmationOptions.AskAbove"/> is set.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Says what is large.</param>
    public static IBrokerageBuilder UseOrderConfirmation(this IBrokerageBuilder builder, Action<OrderConfirmationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddOnce(Confirmation).With(configure);
        builder.Services.TryAddSingleton<ConsentBook>();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<OrderConfirmationOptions>, OrderConfirmationOptionsValidator>());
        return builder;
    }

    /// <summary>
    /// Holds every account within limits: 30 % of its equity in one position and its buying power, unless changed, and what
    /// <paramref name="configure"/> adds. What cannot be judged is refused. <see cref="IRiskControl"/> stops trading while the program runs.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the limits.</param>
    public static IBrokerageBuilder UseRiskLimits(this IBrokerageBuilder builder, Action<RiskLimitOptions>? configure = null)
    {
        builder.AddOnce(Risk).With(configure);
        builder.Services.TryAddSingleton(static provider => new RiskBooks(
            provider.GetRequiredService<IOptions<RiskLimitOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            connection => provider.GetRequiredService<IConnectionManager>().Find(connection)?.Environment));
        builder.Services.TryAddSingleton<IRiskControl>(static provider => provider.GetRequiredService<RiskBooks>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RiskLimitOptions>, RiskLimitOptionsValidator>());
        return builder;
    }

    private static IBrokerageBuilder AddOnce(this IBrokerageBuilder builder, ConnectionGuard guard)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Services.Any(service => ReferenceEquals(service.ImplementationInstance, guard)) ? builder : builder.AddGuard(guard);
    }

    private static IBrokerageBuilder With<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        this IBrokerageBuilder builder, Action<TOptions>? configure)
        where TOptions : class
    {
        var options = builder.Services.AddOptions<TOptions>().ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        return builder;
    }

    private static WishBook Book(IServiceProvider provider) =>
        new(provider.GetRequiredService<IOrderJournal>(), provider.GetRequiredService<TimeProvider>());

    private static TOptions Options<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        IServiceProvider provider)
        where TOptions : class => provider.GetRequiredService<IOptions<TOptions>>().Value;
}
