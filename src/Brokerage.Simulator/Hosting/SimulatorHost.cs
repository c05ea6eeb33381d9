using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Simulator.Hosting;

/// <summary>The web server of one simulated broker.</summary>
internal sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ISimulatedBroker _broker;
    private readonly X509Certificate2? _certificate;
    private readonly string? _authorityFolder;

    private SimulatorHost(WebApplication application, ISimulatedBroker broker, X509Certificate2? certificate, string? authorityFile)
    {
        _application = application;
        _broker = broker;
        _certificate = certificate;
        AuthorityFile = authorityFile;
        _authorityFolder = Path.GetDirectoryName(authorityFile);
    }

    /// <summary>Scheme, address and port.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The certificate authority to trust, as a PEM file; null without TLS, or with the caller's own certificate.</summary>
    public string? AuthorityFile { get; }

    public static async Task<SimulatorHost> StartAsync(
        ISimulatedBroker broker, SimulatorOptions options, RequestPipeline pipeline, CancellationToken cancellationToken)
    {
        Check(options);
        var (certificate, authorityFile) = options.Tls ? Certificate(broker, options) : (null, null);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, options, certificate));

        var application = builder.Build();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30) });
        application.UseRouting();
        broker.Map(new EndpointTable(application, pipeline));
        Func<Call, Task<Reply>> notFound = call => Task.FromResult(broker.NotFound(call));
        // Without a pattern, what looks like the name of a file would pass by: E*TRADE's paths all do.
        application.MapFallback("{*path}", context => pipeline.RunAsync(context, notFound));

        var host = new SimulatorHost(application, broker, certificate, authorityFile);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        var bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        host.Address = new UriBuilder(bound) { Scheme = options.Tls ? "https" : "http", Host = options.Listen.Address.ToString() }.Uri;
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync().ConfigureAwait(false);
        using (var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500)))
        {
            await _application.StopAsync(patience.Token).ConfigureAwait(false);
        }

        await _application.DisposeAsync().ConfigureAwait(false);
        _certificate?.Dispose();
        if (_authorityFolder is not null && Directory.Exists(_authorityFolder))
        {
            Directory.Delete(_authorityFolder, recursive: true);
        }
    }

    private static void Check(SimulatorOptions options)
    {
        if (!IPAddress.IsLoopback(options.Listen.Address))
        {
            throw new ArgumentException($"A simulator listens on loopback alone, not on {options.Listen}.", nameof(options));
        }

        if (options.CertificateFile is null != options.KeyFile is null)
        {
            throw new ArgumentException("A certificate needs its key, and a key its certificate.", nameof(options));
        }
    }

    private static void Configure(KestrelServerOptions kestrel, SimulatorOptions options, X509Certificate2? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(options.Listen, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
            {
                PlainAndTls.Use(listen, certificate);
            }
        });
    }

    private static (X509Certificate2 Certificate, string? AuthorityFile) Certificate(ISimulatedBroker broker, SimulatorOptions options)
    {
        if (options.CertificateFile is { } certificateFile && options.KeyFile is { } keyFile)
        {
            return (CertificateMaker.Load(certificateFile, keyFile), null);
        }

        var (server, authority) = CertificateMaker.Make(broker.ProductionHosts);
        var file = Path.Combine(Directory.CreateTempSubdirectory("brokerage-simulator-").FullName, "ca.pem");
        File.WriteAllText(file, authority);
        return (server, file);
    }
}
