using Brokerage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets users connect their own brokers.</summary>
public static class SignInBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="ISignInManager"/>. Keys must be given; where nothing is registered before, connections, accounts and what they held,
    /// sealed secrets and sign-ins are kept in this process and end with it.
    /// </summary>
    /// <param name="builder">The composition.</param>
    /// <param name="keys">The keys that seal secrets. Load them from where secrets are kept; whoever has them and the store has all tokens.</param>
    /// <param name="configure">Changes the settings.</param>
    public static IBrokerageBuilder AddSignIn(this IBrokerageBuilder builder, IKeyProvider keys, Action<SignInOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(keys);
        var services = builder.Services;
        services.AddOptions<SignInOptions>()
            .Configure(options => configure?.Invoke(options))
            .Validate(options => options.LongestSignIn > TimeSpan.Zero && options.LongestSignIn <= TimeSpan.FromMinutes(10), $"{nameof(SignInOptions.LongestSignIn)} is more than nothing and at most ten minutes.")
            .ValidateOnStart();
        services.AddOptions<TokenOptions>()
            .Validate(options => options.ForgetAfter > TimeSpan.Zero && options.RenewTimeout > TimeSpan.Zero && options.PauseAfterDoubt >= TimeSpan.Zero, $"The times of {nameof(TokenOptions)} are positive.")
            .ValidateOnStart();
        services.TryAddSingleton(keys);
        services.TryAddSingleton<ITokenStore, MemoryTokenStore>();
        services.TryAddSingleton<IConnectionStore, MemoryConnectionStore>();
        services.TryAddSingleton<IAccountStore, MemoryAccountStore>();
        services.TryAddSingleton<IHoldingsStore, MemoryHoldingsStore>();
        services.TryAddSingleton<ISignInTicketStore, MemorySignInTicketStore>();
        services.TryAddSingleton<INoticeStore, MemoryNoticeStore>();
        services.TryAddSingleton<BrokerBook>();
        services.TryAddSingleton<SecretVault>();
        services.TryAddSingleton<TicketVault>();
        services.TryAddSingleton<TicketSweeper>();
        services.TryAddSingleton<StoredConnections>();
        services.TryAddSingleton<SecretRevoker>();
        services.TryAddSingleton<SignInFinisher>();
        services.TryAddSingleton<ISignInManager, SignInManager>();
        services.TryAddSingleton<KeyRotation>();
        services.TryAddSingleton<HoldingsWriter>();
        services.TryAddSingleton<IConnectionUpkeep, ConnectionUpkeep>();
        return builder;
    }

    /// <summary>Adds an environment beside those that the broker's adapter knows, such as a simulator's: users may sign in to it by its name.</summary>
    /// <param name="builder">The composition.</param>
    /// <param name="broker">The broker.</param>
    /// <param name="environment">The environment. A broker's own names cannot be given anew.</param>
    public static IBrokerageBuilder AddEnvironment(this IBrokerageBuilder builder, BrokerId broker, BrokerEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(environment);
        builder.Services.AddSingleton(new EnvironmentRegistration(broker, environment));
        return builder;
    }
}
