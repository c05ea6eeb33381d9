using System.Text;
using Brokerage.Testing;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Tests;

/// <summary>An adapter over a script: the account answers, everything else is said by the test.</summary>
internal sealed class TestHouse : IAsyncDisposable
{
    public const string KeyId = "PKTESTKEY0000000TEST";
    public const string SecretKey = "canary-secret-5d1f0c7e9b";

    private readonly ScriptedHandler _script = new();
    private readonly AlpacaAdapter _adapter;
    private IBrokerageConnection? _connection;
    private BrokerageConnectionContext _context;
    private bool _accountAnswers = true;

    public TestHouse(AlpacaOptions? options = null)
    {
        options ??= new AlpacaOptions { KeyId = KeyId, SecretKey = new Secret(SecretKey) };
        _adapter = new AlpacaAdapter(options, new BrokerTransportOptions
        {
            Broker = AlpacaAdapter.BrokerId,
            TimeProvider = Clock,
            Handler = _script,
        })
        {
            Connector = Sockets,
        };
        _context = AlpacaContexts.FromOptions(options, ConnectionId.Parse("test"), "test", Clock);
    }

    public PlayedSockets Sockets { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));

    public CancellationToken Token => TestContext.Current.CancellationToken;

    public AccountId Account => Sample.Account;

    public AlpacaAdapter Adapter => _adapter;

    public IBrokerageConnection Connection => _connection ??= Open();

    public ITrading Trading => Connection.Trading!;

    public IReadOnlyList<RecordedRequest> Requests => _script.Requests;

    /// <summary>Changes the context before the connection is made.</summary>
    public void With(Func<BrokerageConnectionContext, BrokerageConnectionContext> change) => _context = change(_context);

    /// <summary>Leaves the account to the test.</summary>
    public void WithoutAccount() => _accountAnswers = false;

    public void Answer(string method, string path, string fixture, int status = 200) => AnswerText(method, path, Fixture.Text(fixture), status);

    public void AnswerText(string method, string path, string text, int status = 200, string type = "application/json") =>
        Script(method, path, ScriptedAnswer.Content(status, type, Encoding.UTF8.GetBytes(text)));

    public void Script(string method, string path, params IEnumerable<ScriptedAnswer> answers) => _script.On(new HttpMethod(method), path, answers);

    public int Sent(string method, string path) =>
        Requests.Count(request => IsTo(request, method, path));

    public RecordedRequest Only(string method, string path) =>
        Assert.Single(Requests, request => IsTo(request, method, path));

    public async Task<SubmitResult> SubmitAsync(OrderSpec spec) => await SubmitAsync(new OrderPlan.Single(spec));

    public async Task<SubmitResult> SubmitAsync(OrderPlan plan) =>
        await Trading.SubmitAsync(await Trading.PrepareAsync(Sample.Intent(plan), cancellationToken: Token), Token);

    /// <summary>Waits while the clock goes on, slowly enough that it never runs ahead of the work.</summary>
    public Task<T> AdvanceAsync<T>(Task<T> task) => task.WithStepsAsync(() => Clock.Advance(TimeSpan.FromMilliseconds(100)));

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _adapter.Dispose();
        _script.Dispose();
    }

    private static bool IsTo(RecordedRequest request, string method, string path) =>
        string.Equals(request.Method.Method, method, StringComparison.Ordinal)
        && string.Equals(request.Address.AbsolutePath.TrimStart('/'), path, StringComparison.Ordinal);

    private IBrokerageConnection Open()
    {
        // After what the test has said: of two answers to one request the first one counts.
        if (_accountAnswers)
        {
            Answer("GET", "v2/account", "Account/GET-account");
        }

        Answer("GET", "v2/assets/BRK.B", "Assets/GET-asset-equity");
        AnswerText("GET", "v2/assets/KO", Fixture.Text("Assets/GET-asset-equity").Replace("BRK.B", "KO", StringComparison.Ordinal));
        Answer("GET", "v2/assets/BTC%2FUSD", "Assets/GET-asset-crypto");
        Answer("GET", "v2/options/contracts/AAPL270115C00250000", "Options/GET-contract");
        return _adapter.Create(_context);
    }
}
