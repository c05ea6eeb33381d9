using Brokerage;
using Microsoft.Extensions.Hosting;

namespace Host;

/// <summary>Makes what users have connected known to this process. Nothing is opened before its first use, and nobody has to log in again.</summary>
internal sealed class StoredConnectionLoader(ISignInManager signIn) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => signIn.RestoreAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
