using System.Text;
using Brokerage.ETrade.Auth;
using Brokerage.Testing;
using Brokerage.Transport;

namespace Brokerage.ETrade.Tests;

/// <summary>An adapter over a script: the list of accounts answers, everything else is said by the test.</summary>
internal sealed class TestHouse : IAsyncDisposable
{
    public const string ConsumerKey = "ck-3f81d2a7c95e";
    public const string ConsumerSecret = "canary-consumer-5d1f0c7e9b";
    public const string Token = "canary/token+41b7=";
    public const string TokenSecret = "canary+token/secret=9c";
    public const string Host = "http://127.0.0.1:9/";

    private readonly ScriptedHandler _script = new();
    private readonly ETradeOptions _options;
    private readonly BrokerTransport _transport;
    private IBrokerageConnection? _connection;
    private BrokerageConnectionContext _context;
    private bool _accountsAnswer = true;

    public TestHouse(Action<ETradeOptions>? configure = null, bool inXml = false)
    {
        _options = new ETradeOptions
        {
            ConsumerKey = "live-key",
            ConsumerSecret = new Secret("live-secret"),
            SandboxConsumerKey = ConsumerKey,
            SandboxConsumerSecret = new Secret(ConsumerSecret),
            AnswersInXml = inXml,
            // The pace is not what these tests are about.
            AccountRequestsPerSecond = 100,
            OrderRequestsPerSecond = 100,
            MarketRequestsPerSecond = 100,
        };
        configure?.Invoke(_options);
        IsXml = inXml;
        var transport = new BrokerTransportOptions { Broker = ETradeAdapter.BrokerId, TimeProvider = Clock, Handler = _script };
        Adapter = new ETradeAdapter(_options, transport);
        _transport = new BrokerTransport(transport);
        Environment = ETradeAdapter.Simulated(new Uri(Host));
        _context = new BrokerageConnectionContext
        {
            Connection = ConnectionId.Parse("test"),
            Environment = Environment,
            Application = "app",
            Secrets = new FixedSecretSource(ETradeAdapter.BrokerId, Secrets(Environment)),
        };
    }

    public FakeTimeProvider Clock { get; } = new(Sample.Now);

    public BrokerEnvironment Environment { get; }

    public ETradeAdapter Adapter { get; }

    public bool IsXml { get; }

    public CancellationToken Stop => TestContext.Current.CancellationToken;

    public IBrokerageConnection Connection => _connection ??= Open();

    public ITrading Trading => Connection.Trading!;

    public IReadOnlyList<RecordedRequest> Requests => _script.Requests;

    public ConnectionSecrets Secrets(BrokerEnvironment environment) => ETradeSecrets.Of(
        new OAuthPair(new Secret(Token), new Secret(TokenSecret)), environment, ETradeSecrets.EndOf(Clock.GetUtcNow(), days: 1), Clock.GetUtcNow(), subject: null);

    /// <summary>Changes the context before the connection is made.</summary>
    public void With(Func<BrokerageConnectionContext, BrokerageConnectionContext> change) => _context = change(_context);

    /// <summary>A login that lasts for more than a day.</summary>
    public void WithLongLogin() => With(context => context with
    {
        Secrets = new FixedSecretSource(ETradeAdapter.BrokerId, ETradeSecrets.Of(
            new OAuthPair(new Secret(Token), new Secret(TokenSecret)), Environment, ETradeSecrets.EndOf(Clock.GetUtcNow(), days: 30), Clock.GetUtcNow(), subject: null)),
    });

    /// <summary>What the roles of a connection share, for one of them that is tested by itself.</summary>
    public ETradeSession OpenSession()
    {
        AnswerAccounts();
        return new ETradeSession(_context, Adapter.FeaturesIn(Environment), _options, _transport, Clock, new ETradeClocks(Clock));
    }

    /// <summary>Leaves the accounts to the test.</summary>
    public void WithoutAccounts() => _accountsAnswer = false;

    public static string Path(string rest) => $"v1/accounts/{Sample.Key}/{rest}";

    /// <summary>Answers with a fixture, in the format that the house asks for.</summary>
    public void Answer(string method, string path, params string[] fixtures) => Script(method, path, fixtures.Select(Ok));

    public ScriptedAnswer Ok(string fixture) => IsXml
        ? ScriptedAnswer.Content(200, "application/xml", Encoding.UTF8.GetBytes(Fixture.Xml(fixture)))
        : ScriptedAnswer.Content(200, "application/json", Encoding.UTF8.GetBytes(Fixture.Text(fixture)));

    public static ScriptedAnswer Text(string text, int status = 200, string type = "application/json") =>
        ScriptedAnswer.Content(status, type, Encoding.UTF8.GetBytes(text));

    public void Script(string method, string path, params IEnumerable<ScriptedAnswer> answers) =>
        _script.On(new HttpMethod(method), path + (IsXml || !path.StartsWith("v1/", StringComparison.Ordinal) ? "" : ".json"), answers);

    public int Sent(string method, string path) => Requests.Count(request => IsTo(request, method, path));

    public RecordedRequest Only(string method, string path) => Assert.Single(Requests, request => IsTo(request, method, path));

    /// <summary>Answers the list of orders and the preview, as Prepare asks for them.</summary>
    public void AnswerPreparation(string preview = "Orders/POST-preview", string orders = "Orders/GET-orders-before")
    {
        Answer("GET", Path("orders"), orders);
        Answer("POST", Path("orders/preview"), preview);
    }

    public Task<PreparedOrder> PrepareAsync(OrderSpec spec) => Trading.PrepareAsync(Sample.Intent(spec), cancellationToken: Stop);

    public async Task<SubmitResult> SubmitAsync(OrderSpec spec) => await Trading.SubmitAsync(await PrepareAsync(spec), Stop);

    /// <summary>Waits while the clock goes on, slowly enough that it never runs ahead of the work.</summary>
    public Task<T> AdvanceAsync<T>(Task<T> task) => task.WithStepsAsync(() => Clock.Advance(TimeSpan.FromMilliseconds(100)));

    public async Task<BrokerageError> ErrorAsync(Func<Task> act)
    {
        var task = act();
        await Task.WhenAny(task).WithStepsAsync(() => Clock.Advance(TimeSpan.FromMilliseconds(100)));
        return (await Assert.ThrowsAsync<BrokerageException>(() => task)).Error;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        Adapter.Dispose();
        _transport.Dispose();
        _script.Dispose();
    }

    private static bool IsTo(RecordedRequest request, string method, string path)
    {
        var sent = request.Address.AbsolutePath.TrimStart('/');
        return string.Equals(request.Method.Method, method, StringComparison.Ordinal)
            && (string.Equals(sent, path, StringComparison.Ordinal) || string.Equals(sent, path + ".json", StringComparison.Ordinal));
    }

    private IBrokerageConnection Open()
    {
        AnswerAccounts();
        return Adapter.Create(_context);
    }

    private void AnswerAccounts()
    {
        if (_accountsAnswer)
        {
            Answer("GET", "v1/accounts/list", "Accounts/GET-list");
        }
    }
}
