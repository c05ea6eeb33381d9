using System.Net;

namespace Brokerage.Transport;

/// <summary>Makes the one pooled handler of a broker.</summary>
internal static class HandlerFactory
{
    public static HttpMessageHandler Create(BrokerTransportOptions options)
    {
        SocketsHttpHandler handler = new()
        {
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
            ActivityHeadersPropagator = null,
        };
        if (options.Proxy is not null) handler.Proxy = options.Proxy;
        options.ConfigureHandler?.Invoke(handler);
        // After the hook: a redirect would leave the environment, and a cookie jar of all connections would mix users.
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.Credentials = null;
        handler.AutomaticDecompression = DecompressionMethods.None;
        return handler;
    }
}
