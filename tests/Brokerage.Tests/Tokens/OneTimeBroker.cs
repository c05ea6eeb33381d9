using System.Globalization;

namespace Brokerage.Tests.Tokens;

/// <summary>What happens to one request for renewal.</summary>
internal enum RenewalFault
{
    /// <summary>It is granted.</summary>
    None,

    /// <summary>It proved not to have left.</summary>
    NotSent,

    /// <summary>It was lost on its way.</summary>
    LostRequest,

    /// <summary>It was granted and the answer was lost.</summary>
    LostAnswer,
}

/// <summary>A broker whose refresh tokens work once: each renewal gives the next generation and voids the one before.</summary>
internal sealed class OneTimeBroker(TimeProvider time) : IBrokerageAuthorizer
{
    public static readonly BrokerId Id = BrokerId.Parse("onetime");
    private readonly Lock _gate = new();
    private readonly Dictionary<long, int> _asked = [];
    private readonly Queue<RenewalFault> _faults = new();
    private long _generation = 1;

    public Renewal Renewal { get; init; } = Renewal.Replace;

    public TimeSpan? IdleLimit { get; init; }

    public TimeSpan Life { get; init; } = TimeSpan.FromMinutes(30);

    public TimeSpan LoginLife { get; init; } = TimeSpan.FromDays(10_000);

    /// <summary>Requests in all.</summary>
    public int Requests { get; private set; }

    /// <summary>The generation that is valid now.</summary>
    public long Generation
    {
        get
        {
            lock (_gate) return _generation;
        }
    }

    /// <summary>Holds up answers while it is set.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public void Script(params IEnumerable<RenewalFault> faults)
    {
        lock (_gate)
        {
            foreach (var fault in faults) _faults.Enqueue(fault);
        }
    }

    /// <summary>How often a generation was presented.</summary>
    public int AskedWith(long generation)
    {
        lock (_gate) return _asked.GetValueOrDefault(generation);
    }

    /// <summary>A person logs in.</summary>
    public ConnectionSecrets LogIn()
    {
        lock (_gate)
        {
            _faults.Clear();
            return Secrets(++_generation, time.GetUtcNow());
        }
    }

    public async Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default)
    {
        // As on a line: somewhere else, and later.
        await Task.Yield();
        if (Hold is { } hold) await hold.Task.WaitAsync(cancellationToken);
        lock (_gate)
        {
            Requests++;
            var presented = GenerationOf(secrets);
            _asked[presented] = _asked.GetValueOrDefault(presented) + 1;
            if (Renewal == Renewal.None) return new RefreshResult.NothingToDo();
            var fault = _faults.TryDequeue(out var next) ? next : RenewalFault.None;
            if (fault == RenewalFault.NotSent) throw new BrokerageException(new BrokerageError(BrokerageErrorCode.ConnectionFailed, Id, "Refused.") { Effect = Effect.None, IsTransient = true });
            if (fault == RenewalFault.LostRequest) return new RefreshResult.OutcomeUnknown(new BrokerageError(BrokerageErrorCode.Timeout, Id, "No answer."));
            if (Renewal == Renewal.Replace && presented != _generation) return new RefreshResult.LoginNeeded(new BrokerageError(BrokerageErrorCode.AuthExpired, Id, "invalid_grant"));
            var granted = Secrets(++_generation, secrets.LoggedInAt);
            return fault == RenewalFault.LostAnswer
                ? new RefreshResult.OutcomeUnknown(new BrokerageError(BrokerageErrorCode.Timeout, Id, "No answer."))
                : new RefreshResult.Renewed(granted);
        }
    }

    public TokenLife LifeOf(ConnectionSecrets secrets) => new()
    {
        Renewal = Renewal,
        RenewBy = Renewal is Renewal.None ? null : secrets.IssuedAt + Life,
        PersonNeededBy = secrets.LoggedInAt + LoginLife,
        IdleLimit = IdleLimit,
    };

    public static long GenerationOf(ConnectionSecrets secrets) => long.Parse(secrets.Values["refresh"].Reveal(), CultureInfo.InvariantCulture);

    public Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException("Nobody signs in here.");

    public SignInReply ReadCallback(Uri callback) => throw new NotSupportedException("Nobody signs in here.");

    public Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default) => throw new NotSupportedException("Nobody signs in here.");

    public Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) => throw new NotSupportedException("Nobody revokes here.");

    private ConnectionSecrets Secrets(long generation, DateTimeOffset loggedInAt) => new()
    {
        Scheme = "one-time",
        Values = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["refresh"] = new(generation.ToString(CultureInfo.InvariantCulture)) },
        LoggedInAt = loggedInAt,
        IssuedAt = time.GetUtcNow(),
        AccessEndsAt = time.GetUtcNow() + Life,
    };
}
