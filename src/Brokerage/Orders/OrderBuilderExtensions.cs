using Brokerage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses where orders are written down before they leave.</summary>
public static class OrderBuilderExtensions
{
    /// <summary>
    /// Keeps the order journal in a file, so that after a crash every order ends in its true state. Without it the journal lives as long as
    /// the process.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file; one process owns it.</param>
    /// <param name="configure">Changes how patiently outcomes are looked for.</param>
    public static IBrokerageBuilder UseOrderJournal(this IBrokerageBuilder builder, string path, Action<OrderJournalOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.UseOrderJournal(_ => FileOrderJournal.Open(path), configure);
    }

    /// <summary>Keeps the order journal in a store of the application's own.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="open">Opens it, once.</param>
    /// <param name="configure">Changes how patiently outcomes are looked for.</param>
    public static IBrokerageBuilder UseOrderJournal(
        this IBrokerageBuilder builder, Func<IServiceProvider, IOrderJournal> open, Action<OrderJournalOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(open);
        builder.Services.Replace(ServiceDescriptor.Singleton(open));
        if (configure is not null) builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>
    /// Keeps every order that a connection tells of, by whatever call or stream, so that an application can list them without asking the
    /// broker. Without it none are kept.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="open">Opens the store, once.</param>
    public static IBrokerageBuilder UseOrderStore(this IBrokerageBuilder builder, Func<IServiceProvider, IOrderStore> open)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(open);
        builder.Services.Replace(ServiceDescriptor.Singleton(open));
        return builder;
    }

    internal static IBrokerageBuilder AddOrderJournal(this IBrokerageBuilder builder)
    {
        var services = builder.Services;
        // One guard, however often the suite is added; a journal that the application has registered before is behind it like any other.
        if (services.Any(service => service.ServiceType == typeof(WishesUnderWay))) return builder;

        services.AddOptions<OrderJournalOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OrderJournalOptions>, OrderJournalOptionsValidator>());
        services.TryAddSingleton<IOrderJournal, MemoryOrderJournal>();
        services.AddSingleton<WishesUnderWay>();
        return builder.AddGuard(new ConnectionGuard
        {
            Stage = GuardStage.Journal,
            Wrap = static (provider, inner) => new JournalConnection(
                inner,
                provider.GetRequiredService<IOrderJournal>(),
                provider.GetRequiredService<IOptions<OrderJournalOptions>>().Value,
                provider.GetRequiredService<TimeProvider>(),
                (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("Brokerage.Orders"),
                provider.GetRequiredService<WishesUnderWay>(),
                provider.GetService<IOrderStore>(),
                provider.GetRequiredService<EndedConnections>()),
        });
    }
}
