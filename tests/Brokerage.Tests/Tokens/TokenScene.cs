using Brokerage.Testing;
using Brokerage.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Brokerage.Tests.Tokens;

/// <summary>A vault with the secrets of one connection, a broker that renews them, and sources over both.</summary>
internal sealed class TokenScene
{
    public static readonly SecretOwner Owner = new("ann", OneTimeBroker.Id, "paper", ConnectionId.Parse("ann-1"));

    public TokenScene(ITokenStore? store = null, Func<TimeProvider, OneTimeBroker>? broker = null)
    {
        Broker = (broker ?? (time => new OneTimeBroker(time)))(Time);
        Store = store ?? new MemoryTokenStore();
        Vault = new SecretVault(Store, Keys);
    }

    public FakeTimeProvider Time { get; } = new();

    public OneTimeBroker Broker { get; }

    public ITokenStore Store { get; }

    public ChangingKeys Keys { get; } = new();

    public SecretVault Vault { get; }

    public Watcher Told { get; } = new();

    public TokenOptions Options { get; } = new() { PauseAfterDoubt = TimeSpan.Zero };

    /// <summary>As another process would have it: its own memory over the same store.</summary>
    public StoredSecretSource NewSource() =>
        new(Owner, Make.Environment(EnvironmentKind.Paper), "app", Broker, new TokenContext(Vault, Told, Options, Time, () => 0.5, NullLogger.Instance));

    // As a sign-in does it: over whatever is stored, also where a renewal has just noted that it asks.
    public async Task LogInAsync()
    {
        var secrets = Broker.LogIn();
        while (await Vault.WriteAsync(Owner, secrets, await Store.ReadAsync(Owner.Connection)) is null)
        {
        }
    }

    /// <summary>Lets pass what short pauses the task waits for.</summary>
    public async Task AdvanceUntilAsync(Task task)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!task.IsCompleted)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(1), "What the test waits for never came.");
            using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            await Task.WhenAny(task, Time.WaitForTimerAsync(TimeSpan.FromSeconds(3), enough.Token));
            await enough.CancelAsync();
            if (!task.IsCompleted) Time.AdvanceToNextTimer();
        }
    }

    public static long GenerationOf(VersionedSecrets secrets) => OneTimeBroker.GenerationOf(secrets.Secrets);

    internal sealed class Watcher : ISecretWatcher
    {
        public List<BrokerageError> LoginsNeeded { get; } = [];

        public int Renewals { get; private set; }

        public Task RenewedAsync(ConnectionId connection, TokenLife life)
        {
            lock (LoginsNeeded) Renewals++;
            return Task.CompletedTask;
        }

        public Task LoginNeededAsync(ConnectionId connection, BrokerageError error)
        {
            lock (LoginsNeeded) LoginsNeeded.Add(error);
            return Task.CompletedTask;
        }
    }
}
