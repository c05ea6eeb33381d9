using System.Web;
using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.SignIn;

/// <summary>How a fake broker lets users in.</summary>
internal enum SignInKind
{
    Redirect,
    RequestToken,
    OwnSession,
    Code,
    Keys,
    Elsewhere,
}

/// <summary>
/// A broker with every way to sign in. Who logs in, and what he sees, the test says; "code=good" or the code "good" is what proves it.
/// </summary>
internal sealed class FakeSignIn(string id, TimeProvider time) : IBrokerageAdapter, IBrokerageAuthorizer
{
    private static readonly TimeSpan Login = TimeSpan.FromDays(7);

    private int _completions;
    private int _tokens;
    private int _refreshes;

    public SignInKind Kind { get; set; }

    /// <summary>Who logs in next.</summary>
    public string? Subject { get; set; } = "ann@broker";

    /// <summary>The accounts that he sees.</summary>
    public string[] Accounts { get; set; } = ["A1", "A2"];

    public bool IsLoggedInElsewhere { get; set; }

    public BrokerageException? FailAccounts { get; set; }

    public BrokerageException? FailCompletion { get; set; }

    public Exception? FailRevocation { get; set; }

    /// <summary>Says more about the connections made from now on.</summary>
    public Action<FakeConnection>? Prepare { get; set; }

    /// <summary>The clocks of its logins, where a test needs others than a week without anything to renew.</summary>
    public Func<ConnectionSecrets, TokenLife>? Life { get; set; }

    /// <summary>What asking for newer tokens brings.</summary>
    public Func<ConnectionSecrets, RefreshResult>? Refresh { get; set; }

    /// <summary>What taking an answer waits for.</summary>
    public Func<Task>? BeforeCompletion { get; set; }

    /// <summary>What asking for newer tokens waits for, and revoking; neither listens when it is told to stop.</summary>
    public Func<Task>? BeforeRefresh { get; set; }

    public Func<Task>? BeforeRevoke { get; set; }

    /// <summary>The registrations for which connections were made.</summary>
    public List<string> Applications { get; } = [];

    public int Refreshes => _refreshes;

    public TimeSpan TicketLife { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often an answer reached the broker.</summary>
    public int Completions => _completions;

    public List<string> Revoked { get; } = [];

    /// <summary>The secrets that the connections made here were given.</summary>
    public List<ISecretSource> Given { get; } = [];

    public List<FakeConnection> Made { get; } = [];

    public string? ExpectedSubject { get; private set; }

    /// <summary>Where the last sign-in wanted its user sent back to.</summary>
    public Uri? RedirectTo { get; private set; }

    public BrokerId Id { get; } = BrokerId.Parse(id);

    public string Name => "Fake " + id;

    public IReadOnlyList<BrokerEnvironment> Environments { get; set; } = [Make.Environment(EnvironmentKind.Paper), Make.Environment(EnvironmentKind.Live)];

    public IBrokerageAuthorizer Authorizer => this;

    /// <summary>Nobody asks for more than how long logins last.</summary>
    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => new()
    {
        Broker = Id,
        Orders = [],
        Abilities = new Dictionary<Ability, AbilitySupport>(),
        Limits = [],
        Session = new SessionRules(OneSessionPerLogin: false, StreamsPerLogin: null, KeepAlive: null),
        Logins = [new TokenRules(Renewal.None, new Evidence("the fake itself", new DateOnly(2026, 1, 1))) { LoginLife = Login }],
    };

    public IBrokerageConnection Create(BrokerageConnectionContext context)
    {
        var account = new AccountRef(context.Connection, Id, AccountId.Parse("A1"));
        var (seen, fail) = (Accounts, FailAccounts);
        var connection = new FakeConnection(account, context.Environment.Kind)
        {
            OnAccounts = async token =>
            {
                await context.Secrets.GetAsync(token);
                return fail is null ? Make.Whole([.. seen.Select(number => Make.Account(account with { Account = AccountId.Parse(number) }))]) : throw fail;
            },
            Trading = new ScriptedTrading(),
        };
        Prepare?.Invoke(connection);
        lock (Made)
        {
            Made.Add(connection);
            Applications.Add(context.Application);
            Given.Add(context.Secrets);
        }

        return connection;
    }

    public Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default)
    {
        (ExpectedSubject, RedirectTo) = (request.ExpectedSubject, request.RedirectTo);
        var key = Kind is SignInKind.Redirect or SignInKind.OwnSession ? request.State : "token-" + Interlocked.Increment(ref _tokens);
        var ticket = new SignInTicket(key, new Secret("verifier of " + key), time.GetUtcNow() + TicketLife);
        var page = new Uri($"https://{id}.example/login?state={Uri.EscapeDataString(key)}");
        return Task.FromResult<SignInStep>(Kind switch
        {
            SignInKind.Redirect => new SignInStep.Redirect(ticket, page, SignInCorrelation.State),
            SignInKind.RequestToken => new SignInStep.Redirect(ticket, page, SignInCorrelation.RequestToken),
            SignInKind.OwnSession => new SignInStep.Redirect(ticket, page, SignInCorrelation.OwnSessionOnly),
            SignInKind.Code => new SignInStep.EnterCode(ticket, page),
            SignInKind.Keys => new SignInStep.EnterKeys(ticket, ["key"]),
            _ => new SignInStep.SignInElsewhere(ticket, page, TimeSpan.FromSeconds(2)),
        });
    }

    public SignInReply ReadCallback(Uri callback)
    {
        var query = HttpUtility.ParseQueryString(callback.Query);
        var refusal = query["error"] is { } error ? new BrokerageError(BrokerageErrorCode.AuthRevoked, Id, "Refused.") { BrokerCode = error } : null;
        return new SignInReply(Kind == SignInKind.OwnSession ? null : query["state"] ?? query["oauth_token"], refusal);
    }

    public async Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        Interlocked.Increment(ref _completions);
        if (BeforeCompletion is not null) await BeforeCompletion();
        if (FailCompletion is not null) throw FailCompletion;
        Assert.Equal("verifier of " + ticket.Key, ticket.Data.Reveal());
        if (answer is SignInAnswer.Poll && !IsLoggedInElsewhere) return new SignInResult.Pending(TimeSpan.FromSeconds(2));
        var isGood = answer switch
        {
            SignInAnswer.Callback callback => HttpUtility.ParseQueryString(callback.Address.Query)["code"] == "good",
            SignInAnswer.Code code => code.Value.Reveal() == "good",
            SignInAnswer.Keys keys => keys.Values["key"].Reveal() == "good",
            _ => true,
        };
        return isGood ? new SignInResult.SignedIn(Secrets()) : new SignInResult.Refused(new BrokerageError(BrokerageErrorCode.InvalidRequest, Id, "A wrong code."));
    }

    public TokenLife LifeOf(ConnectionSecrets secrets) => Life?.Invoke(secrets) ?? new() { Renewal = Renewal.None, PersonNeededBy = secrets.LoginEndsAt };

    public async Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _refreshes);
        if (BeforeRefresh is not null) await BeforeRefresh();
        return Refresh?.Invoke(secrets) ?? new RefreshResult.NothingToDo();
    }

    public async Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default)
    {
        if (BeforeRevoke is not null) await BeforeRevoke();
        if (FailRevocation is not null) throw FailRevocation;
        Revoked.Add($"{environment.Name}/{application}/{secrets.Values["token"].Reveal()}");
        return RevokeResult.AtBroker;
    }

    private ConnectionSecrets Secrets() => new()
    {
        Scheme = "fake",
        Values = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["token"] = new("t" + Interlocked.Increment(ref _tokens)) },
        LoggedInAt = time.GetUtcNow(),
        IssuedAt = time.GetUtcNow(),
        LoginEndsAt = time.GetUtcNow() + Login,
        Subject = Subject,
    };
}
