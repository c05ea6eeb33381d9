using System.Web;
using Brokerage.Tests.Fakes;

namespace Brokerage.Storage.Sqlite.Tests.Canaries;

/// <summary>A broker of which everything that a user or it says to prove who somebody is, is a canary.</summary>
internal sealed class SecretiveBroker(string id, Canaries canaries, TimeProvider time) : IBrokerageAdapter, IBrokerageAuthorizer
{
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(30);

    public int Renewals { get; private set; }

    public BrokerId Id { get; } = BrokerId.Parse(id);

    public string Name => "Secretive " + id;

    public IReadOnlyList<BrokerEnvironment> Environments { get; } = [Make.Environment(EnvironmentKind.Paper)];

    public IBrokerageAuthorizer Authorizer => this;

    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => throw new NotSupportedException("Nobody asks.");

    public IBrokerageConnection Create(BrokerageConnectionContext context)
    {
        var account = new AccountRef(context.Connection, Id, AccountId.Parse("A1"));
        var trading = new ScriptedTrading();
        trading.OnSubmit = (order, _) => Task.FromResult(trading.Submitted.Count == 1 ? ScriptedTrading.Placed("77") : ScriptedTrading.Unknown(order));
        return new FakeConnection(account, context.Environment.Kind)
        {
            OnAccounts = async token =>
            {
                await context.Secrets.GetAsync(token);
                return Make.Whole(Make.Account(account));
            },
            Trading = trading,
        };
    }

    public Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default)
    {
        canaries.Watch("state", request.State);
        var ticket = new SignInTicket(Kind("redirect") ? request.State : canaries.New("request token"), new Secret(canaries.New("verifier")), time.GetUtcNow() + TimeSpan.FromMinutes(5));
        var page = new Uri($"https://{Id}.example/login?state={Uri.EscapeDataString(ticket.Key)}");
        return Task.FromResult<SignInStep>(
            Kind("redirect") ? new SignInStep.Redirect(ticket, page, SignInCorrelation.State)
            : Kind("code") ? new SignInStep.EnterCode(ticket, page)
            : new SignInStep.EnterKeys(ticket, ["key", "secret"]));
    }

    public SignInReply ReadCallback(Uri callback)
    {
        var query = HttpUtility.ParseQueryString(callback.Query);
        var refusal = query["error"] is { } error ? new BrokerageError(BrokerageErrorCode.AuthRevoked, Id, "Refused.") { BrokerCode = error } : null;
        return new SignInReply(query["state"], refusal);
    }

    public Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default)
    {
        var entered = answer is SignInAnswer.Keys keys ? keys.Values : new Dictionary<string, Secret>(StringComparer.Ordinal);
        return Task.FromResult<SignInResult>(new SignInResult.SignedIn(Tokens(entered)));
    }

    public TokenLife LifeOf(ConnectionSecrets secrets) => new() { Renewal = Renewal.Replace, RenewBy = secrets.AccessEndsAt };

    public Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default)
    {
        Renewals++;
        return Task.FromResult<RefreshResult>(new RefreshResult.Renewed(Tokens(new Dictionary<string, Secret>(StringComparer.Ordinal))));
    }

    public Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, string application, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult(RevokeResult.AtBroker);

    private bool Kind(string kind) => Id.Value == kind;

    private ConnectionSecrets Tokens(IReadOnlyDictionary<string, Secret> entered) => new()
    {
        Scheme = "secretive",
        Values = new Dictionary<string, Secret>(entered, StringComparer.Ordinal)
        {
            ["access_token"] = new(canaries.New("access token")), ["refresh_token"] = new(canaries.New("refresh token")),
        },
        LoggedInAt = time.GetUtcNow(),
        IssuedAt = time.GetUtcNow(),
        AccessEndsAt = time.GetUtcNow() + TokenLife,
        Subject = "ann@" + Id,
    };
}
