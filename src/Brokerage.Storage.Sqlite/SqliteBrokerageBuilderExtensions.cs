using Brokerage;
using Brokerage.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps what users' connections need in a SQLite database.</summary>
public static class SqliteBrokerageBuilderExtensions
{
    /// <summary>Keeps connections, sealed secrets, accounts, what they hold, orders as brokers last told them, sign-ins, and which notices were given in one file. The application chooses SQLite's native library, for instance the package <c>SQLitePCLRaw.bundle_e_sqlite3</c>.</summary>
    /// <param name="builder">The composition.</param>
    /// <param name="path">The file; its folder must exist.</param>
    public static IBrokerageBuilder UseSqlite(this IBrokerageBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var services = builder.Services;
        services.TryAddSingleton(provider => SqliteStorage.Open(path, provider.GetService<TimeProvider>()));
        services.Replace(ServiceDescriptor.Singleton(provider => provider.GetRequiredService<SqliteStorage>().Secrets));
        services.Replace(ServiceDescriptor.Singleton(provider => provider.GetRequiredService<SqliteStorage>().Connections));
        services.Replace(ServiceDescriptor.Singleton(provider => provider.GetRequiredService<SqliteStorage>().Accounts));
        services.Replace(ServiceDescriptor.Singleton(provider => provider.GetRequiredService<SqliteStorage>().SignIns));
        services.Replace(ServiceDescriptor.Singleton(provider => provider.GetRequiredService<SqliteStorage>().Holdings));
        services.Replace(ServiceDescriptor.Singleton(provider => provider.GetRequiredService<SqliteStorage>().Notices));
        return builder.UseOrderStore(provider => provider.GetRequiredService<SqliteStorage>().Orders);
    }

    /// <summary>
    /// Keeps the order journal, and with it what is queued for an open, in a SQLite database, so that after a crash every order ends in its
    /// true state. Without it, or another <c>UseOrderJournal</c>, the journal lives as long as the process.
    /// </summary>
    /// <param name="builder">The composition.</param>
    /// <param name="path">
    /// The database; its folder must exist. It may be the one of <see cref="UseSqlite"/>. One process owns the journal in it.
    /// </param>
    /// <param name="configure">Changes how patiently outcomes are looked for.</param>
    public static IBrokerageBuilder UseSqliteOrderJournal(this IBrokerageBuilder builder, string path, Action<OrderJournalOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.UseOrderJournal(provider => SqliteOrderJournal.Open(path, provider.GetService<TimeProvider>()), configure);
    }
}
