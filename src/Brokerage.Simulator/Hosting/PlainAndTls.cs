using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Brokerage.Simulator.Hosting;

/// <summary>Serves http and https on one port: the first byte of a TLS connection is always 22, which begins no method.</summary>
internal static class PlainAndTls
{
    private const byte TlsHandshake = 22;

    public static void Use(ListenOptions listen, X509Certificate2 certificate)
    {
        ConnectionDelegate? plain = null;
        listen.Use(next => async connection =>
        {
            var isTls = await PeekAsync(connection).ConfigureAwait(false);
            await (isTls ? next : plain!)(connection).ConfigureAwait(false);
        });
        listen.UseHttps(certificate);
        listen.Use(next => plain = next);
    }

    private static async Task<bool> PeekAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        var read = await input.ReadAsync(connection.ConnectionClosed).ConfigureAwait(false);
        var isTls = !read.Buffer.IsEmpty && read.Buffer.FirstSpan[0] == TlsHandshake;
        input.AdvanceTo(read.Buffer.Start);
        return isTls;
    }
}
