using System.Security.Claims;
using Brokerage;
using Brokerage.Alpaca;
using Brokerage.Mock;
using Brokerage.Simulator;
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
    /// <summary>The OAuth client that the simulated Alpaca knows.</summary>
    public const string Application = "sample";

    /// <summary>A registration without an OAuth client: users enter keys.</summary>
    public const string Keys = "keys";

    // A simulated broker has no rate limit to be kind to.
    private static readonly TimeSpan SyncEvery = TimeSpan.FromSeconds(5);

    public static WebApplication Build(Uri address, string folder, AlpacaSimulator alpaca)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        // It warns that the cookies' keys lie open in the sample's own folder: they do.
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // The host's own login, and its cookies' keys, which outlive a restart.
        builder.Services.AddDevelopmentLogin();
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "cookies")));
        var environment = AlpacaAdapter.Simulated(alpaca.Address, alpaca.Address, alpaca.TradingStreamAddress, alpaca.DataStreamAddress, new Uri(alpaca.Address, "oauth/"));
        var key = VaultKeyFile.Open(Path.Combine(folder, "vault.key"));
        var database = Path.Combine(folder, "brokerage.db");

        #region web-services
        builder.Services.AddBrokerage(options => options.PortfolioDeadline = TimeSpan.FromSeconds(20)) // a broker that takes longer is a failure beside the rest
            .AddMock("mock")
            .AddEnvironment(AlpacaAdapter.BrokerId, environment) // a simulator's; "paper" and "live" are the adapter's own
            .AddAlpacaApplication(Application, options =>
            {
                options.OAuthClientId = alpaca.Credentials.OAuthClientId;
                options.OAuthClientSecret = new Secret(alpaca.Credentials.OAuthClientSecret);
            })
            .AddSignIn(new FixedKeyProvider(key))
            .UseSqlite(database)
            .UseSqliteOrderJournal(database)
            .AddBackgroundWork(options => options.SyncEvery = options.SyncEveryWhileClosed = SyncEvery) // without: 5 minutes, and 1 hour while the market is closed
            .AddEndpoints(options =>
            {
                options.UserId = context => context.User.FindFirstValue(ClaimTypes.NameIdentifier);
                options.Offer(AlpacaAdapter.BrokerId, environment.Name, Application);
                options.Offer(AlpacaAdapter.BrokerId, environment.Name, Keys, hasCallback: false);
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
