using System.Security.Claims;
using Brokerage;
using Brokerage.Alpaca;
using Brokerage.ETrade;
using Brokerage.Hosting;
using Brokerage.Mock;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Secret = Brokerage.Secret;

namespace Host;

/// <summary>The host: everything that is to outlive it is in one folder.</summary>
internal static class SampleHost
{
    /// <summary>The application as the simulated brokers know it: Alpaca's OAuth client, E*TRADE's consumer key.</summary>
    public const string Application = "sample";

    /// <summary>A registration at Alpaca without an OAuth client: users enter keys.</summary>
    public const string Keys = "keys";

    /// <summary>A consumer key for which E*TRADE has registered this host's address.</summary>
    public const string Registered = "registered";

    // A simulated broker has no rate limit to be kind to.
    private static readonly TimeSpan SyncEvery = TimeSpan.FromSeconds(5);

    public static WebApplication Build(Uri address, string folder, SampleBrokers brokers, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        // It warns that the cookies' keys lie open in the sample's own folder: they do.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddSimpleConsole(console => console.SingleLine = true);
        // The host's own login, and its cookies' keys, which outlive a restart.
        builder.Services.AddDevelopmentLogin();
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "cookies")));
        builder.Services.AddSingleton<INotificationSink, ConsoleNotices>();
        // Only so that this sample can let a night pass; without it the machine's clock is used.
        builder.Services.AddSingleton(clock);
        var (alpaca, etrade, registered) = (brokers.AlpacaEnvironment, brokers.ETradeEnvironment, brokers.RegisteredEnvironment);
        var key = VaultKeyFile.Open(Path.Combine(folder, "vault.key"));
        var database = Path.Combine(folder, "brokerage.db");

        #region web-services
        builder.Services.AddBrokerage(options => options.PortfolioDeadline = TimeSpan.FromSeconds(20)) // a broker that takes longer is a failure beside the rest
            .AddMock("mock")
            .AddEnvironment(AlpacaAdapter.BrokerId, alpaca) // a simulator's; "paper" and "live" are the adapter's own
            .AddAlpacaApplication(Application, options =>
            {
                options.OAuthClientId = brokers.Alpaca.Credentials.OAuthClientId;
                options.OAuthClientSecret = new Secret(brokers.Alpaca.Credentials.OAuthClientSecret);
            })
            .AddEnvironment(ETradeAdapter.BrokerId, etrade) // "sandbox" and "live" are the adapter's own
            .AddETradeApplication(Application, options =>
            {
                options.SandboxConsumerKey = brokers.ETrade.Credentials.ConsumerKey;
                options.SandboxConsumerSecret = new Secret(brokers.ETrade.Credentials.ConsumerSecret);
            })
            .AddEnvironment(ETradeAdapter.BrokerId, registered)
            .AddETradeApplication(Registered, options =>
            {
                options.SandboxConsumerKey = brokers.Registered.Credentials.ConsumerKey;
                options.SandboxConsumerSecret = new Secret(brokers.Registered.Credentials.ConsumerSecret);
            })
            .AddSignIn(new FixedKeyProvider(key))
            .UseSqlite(database)
            .UseSqliteOrderJournal(database)
            .AddBackgroundWork(options => options.SyncEvery = options.SyncEveryWhileClosed = SyncEvery) // without: 5 minutes, and 1 hour while the market is closed
            .AddEndpoints(options =>
            {
                options.UserId = context => context.User.FindFirstValue(ClaimTypes.NameIdentifier);
                options.Offer(AlpacaAdapter.BrokerId, alpaca.Name, Application);
                options.Offer(AlpacaAdapter.BrokerId, alpaca.Name, Keys, hasCallback: false);
                options.Offer(ETradeAdapter.BrokerId, etrade.Name, Application, hasCallback: false); // the user types E*TRADE's code
                options.Offer(ETradeAdapter.BrokerId, registered.Name, Registered); // for a key with which E*TRADE has registered your callback
                options.Offer(MockAdapter.BrokerId, MockAdapter.Simulated.Name, "mock", hasCallback: false);
                options.ReturnTo = "/";
            });
        builder.Services.AddHealthChecks().AddBrokerage();
        #endregion

        var app = builder.Build();
        #region web-map
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapBrokerage();
        app.MapHealthChecks("/health");
        #endregion
        app.MapDevelopmentLogin();
        app.MapPage();
        return app;
    }
}
