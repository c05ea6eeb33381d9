using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.CommandLine;

public sealed partial class SimulatorCommandTests : IDisposable
{
    /// <summary>The trait by which a test says which option it is about.</summary>
    public const string Option = "Option";

    private static readonly string[] Names = ["127.0.0.1", "localhost", "paper-api.alpaca.markets", "api.alpaca.markets", "data.alpaca.markets", "stream.data.alpaca.markets"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulator-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [Trait(Option, "--broker")]
    [Trait(Option, "--config-out")]
    [Trait(Option, "--hold")]
    public async Task The_document_says_how_to_reach_the_broker()
    {
        await using var run = await CommandRun.StartAsync(_folder, "--broker", "alpaca", "--listen", "127.0.0.1:0", "--hold", "BRK.B=3@400", "--cash=5000");
        var document = run.Document;
        FieldList.Check(document, "broker:s urls:o tls:o credentials:o accounts:a symbols:o limit_factor:n timings:o authorize:o");
        FieldList.Check(document.GetProperty("urls"), "trading:s data:s trading_stream:s data_stream:s oauth:s");
        FieldList.Check(document.GetProperty("tls"), "ca_file:0");
        FieldList.Check(document.GetProperty("credentials"), "key_id:s secret_key:s client_id:s client_secret:s redirect_uri:s");
        FieldList.Check(document.GetProperty("symbols"), "equity:s unknown:s");
        FieldList.Check(document.GetProperty("timings"), "fill_seconds:n quote_seconds:n orders_gap_seconds:n");
        Assert.Equal("POST", document.GetProperty("authorize").GetProperty("form").GetProperty("method").GetString());

        using var http = run.Client();
        var positions = await http.GetStringAsync("/v2/positions", TestContext.Current.CancellationToken);
        Assert.Contains("\"BRK.B\"", positions, StringComparison.Ordinal);
        using var foreignHost = new HttpRequestMessage(HttpMethod.Get, "/v2/account") { Headers = { Host = "paper-api.alpaca.markets" } };
        using var answer = await http.SendAsync(foreignHost, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, await run.StopAsync());
    }

    [Fact]
    [Trait(Option, "--tls")]
    [Trait(Option, "--auto-approve")]
    public async Task With_tls_one_port_serves_both_and_the_authority_is_named()
    {
        await using var run = await CommandRun.StartAsync(_folder, "--broker", "alpaca", "--tls", "--auto-approve");
        Assert.Equal(JsonValueKind.Null, run.Document.GetProperty("authorize").ValueKind);
        var file = run.Document.GetProperty("tls").GetProperty("ca_file").GetString()!;
        using var authority = X509CertificateLoader.LoadCertificateFromFile(file);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
        {
            chain!.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.Add(authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            var served = (X509Certificate2)certificate!;
            return chain.Build(served) && Names.All(name => served.MatchesHostname(name));
        };
        using var https = run.Client(handler);
        Assert.Equal("https", https.BaseAddress!.Scheme);
        Assert.StartsWith("wss://", run.Text("urls", "trading_stream"), StringComparison.Ordinal);
        Assert.Contains("ACTIVE", await https.GetStringAsync("/v2/account", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var plain = run.Client();
        plain.BaseAddress = new UriBuilder(https.BaseAddress) { Scheme = "http" }.Uri;
        Assert.Contains("ACTIVE", await plain.GetStringAsync("/v2/account", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, await run.StopAsync());
        Assert.False(File.Exists(file));
    }

    [Fact]
    [Trait(Option, "--cert")]
    [Trait(Option, "--key")]
    public async Task Ones_own_certificate_is_served_and_no_authority_named()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mine", key, System.Security.Cryptography.HashAlgorithmName.SHA256);
        using var mine = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (certificateFile, keyFile) = (Path.Combine(_folder.FullName, "mine.pem"), Path.Combine(_folder.FullName, "mine.key"));
        await File.WriteAllTextAsync(certificateFile, mine.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);

        await using var run = await CommandRun.StartAsync(_folder, "--broker", "alpaca", "--cert", certificateFile, "--key", keyFile);
        Assert.Equal(JsonValueKind.Null, run.Document.GetProperty("tls").GetProperty("ca_file").ValueKind);
        string? subject = null;
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => (subject = certificate?.Subject) is not null;
        using var https = run.Client(handler);
        Assert.Contains("ACTIVE", await https.GetStringAsync("/v2/account", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("CN=mine", subject);
    }

    [Fact]
    public async Task Without_a_file_the_document_goes_to_the_output()
    {
        using var stop = new CancellationTokenSource();
        var output = new Signal();
        var running = SimulatorCommand.RunAsync(["--broker", "alpaca"], output, TextWriter.Null, stop.Token);
        var text = await output.Text;
        Assert.Single(text.TrimEnd().Split('\n'));
        using var document = JsonDocument.Parse(text);
        Assert.Equal("alpaca", document.RootElement.GetProperty("broker").GetString());
        await stop.CancelAsync();
        Assert.Equal(0, await running);
    }

    [Fact]
    [Trait(Option, "--faults")]
    public async Task Faults_come_from_a_file()
    {
        var file = Path.Combine(_folder.FullName, "faults.json");
        await File.WriteAllTextAsync(
            file, """[{"kind":"html_before","path":"/v2/account","status":502,"times":1}]""", TestContext.Current.CancellationToken);
        await using var run = await CommandRun.StartAsync(_folder, "--broker", "alpaca", "--faults", file, "--market", "closed", "--pacing", "strict", "--seed", "9");
        using var http = run.Client();
        using var first = await http.GetAsync("/v2/account", TestContext.Current.CancellationToken);
        using var second = await http.GetAsync("/v2/account", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.BadGateway, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    [Theory]
    [InlineData(2, "--broker is missing")]
    [InlineData(2, "There is no simulator for 'nobody'", "--broker", "nobody")]
    [InlineData(2, "--listen", "--broker", "alpaca", "--listen", "nowhere")]
    [InlineData(2, "--market is open, closed or calendar", "--broker", "alpaca", "--market", "sometimes")]
    [InlineData(2, "needs a value", "--broker")]
    [InlineData(2, "'--fly' is unknown", "--broker", "alpaca", "--fly")]
    [InlineData(2, "SYMBOL=QTY@COST", "--broker", "alpaca", "--hold", "AAPL")]
    [InlineData(1, "loopback", "--broker", "alpaca", "--listen", "192.0.2.1:0")]
    [InlineData(1, "its key", "--broker", "alpaca", "--cert", "x.pem")]
    [InlineData(1, "faults", "--broker", "alpaca", "--faults", "/nowhere/faults.json")]
    public async Task Mistakes_end_with_a_sentence(int code, string sentence, params string[] arguments)
    {
        using var errors = new StringWriter();
        Assert.Equal(code, await SimulatorCommand.RunAsync(arguments, TextWriter.Null, errors, TestContext.Current.CancellationToken));
        Assert.Contains(sentence, errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait(Option, "--help")]
    public async Task Help_names_every_option_and_every_option_has_a_test()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await SimulatorCommand.RunAsync(["--help"], output, TextWriter.Null, TestContext.Current.CancellationToken));
        var named = OptionName().Matches(output.ToString()).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var tested = new[] { typeof(SimulatorCommandTests), typeof(SimulatorOptionTests), typeof(ETradeCommandTests) }
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType == typeof(TraitAttribute) && attribute.ConstructorArguments[0].Value is Option)
            .Select(attribute => (string)attribute.ConstructorArguments[1].Value!)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

        Assert.Equal(tested, named);
    }

    private sealed class Signal : StringWriter
    {
        private readonly TaskCompletionSource<string> _flushed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Text => _flushed.Task;

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            _flushed.TrySetResult(ToString());
            return Task.CompletedTask;
        }
    }

    [GeneratedRegex("--[a-z][a-z-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OptionName();
}
