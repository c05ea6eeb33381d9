using System.Globalization;
using Brokerage.ETrade.Auth;
using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;
using Brokerage.Testing;
using Brokerage.Transport;

namespace Brokerage.ETrade.Tests;

public sealed class SignInTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(Sample.Now);
    private readonly PlayedOAuth _etrade;
    private readonly ETradeAdapter _adapter;
    private readonly BrokerEnvironment _environment = ETradeAdapter.Simulated(new Uri(TestHouse.Host));
    private readonly ETradeOptions _options;

    public SignInTests()
    {
        _etrade = new PlayedOAuth(_clock);
        _options = new ETradeOptions
        {
            SandboxConsumerKey = TestHouse.ConsumerKey, SandboxConsumerSecret = new Secret(TestHouse.ConsumerSecret), Environment = _environment,
            AccountRequestsPerSecond = 100,
        };
        _adapter = new ETradeAdapter(_options, new BrokerTransportOptions { Broker = ETradeAdapter.BrokerId, TimeProvider = _clock, Handler = _etrade });
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _adapter.Dispose();
        _etrade.Dispose();
    }

    [Fact]
    public async Task A_person_types_the_code_that_E_TRADE_shows()
    {
        var step = Assert.IsType<SignInStep.EnterCode>(await BeginAsync());
        Assert.Equal($"{TestHouse.Host}e/t/etws/authorize?key={TestHouse.ConsumerKey}&token={Uri.EscapeDataString(step.Ticket.Key)}", step.Address.AbsoluteUri);
        Assert.Equal(Sample.Now.AddMinutes(5), step.Ticket.ExpiresAt);

        var signedIn = Assert.IsType<SignInResult.SignedIn>(await CompleteAsync(step, new SignInAnswer.Code(new Secret($" {PlayedOAuth.Verifier} "))));
        Assert.Null(signedIn.Secrets.Subject);
        await using var connection = _adapter.Create(signedIn.Secrets);
        Assert.Equal(4, (await connection.Accounts.GetAccountsAsync(Stop)).Items.Count);
    }

    [Theory]
    [InlineData("oauth_verifier=Q7X2B", true)]
    [InlineData("myapp=trading&oauth_verifier=Q7X2B", true)]
    [InlineData("oauth_token=KEY&oauth_verifier=Q7X2B", true)]
    [InlineData("oauth_token=another&oauth_verifier=Q7X2B", false)]
    [InlineData("oauth_verifier=Q7X2B&oauth_verifier=Q7X2C", false)]
    [InlineData("myapp=trading", false)]
    public async Task A_callback_brings_the_verifier_and_at_times_its_token(string query, bool isTaken)
    {
        var step = Assert.IsType<SignInStep.Redirect>(await BeginAsync(new Uri("https://app.example/etrade")));
        Assert.Equal(SignInCorrelation.OwnSessionOnly, step.Correlation);
        var callback = new Uri("https://app.example/etrade?" + query.Replace("KEY", Uri.EscapeDataString(step.Ticket.Key), StringComparison.Ordinal));

        var result = await CompleteAsync(step, new SignInAnswer.Callback(callback));

        Assert.Equal(isTaken, result is SignInResult.SignedIn);
    }

    [Fact]
    public async Task A_callback_is_found_by_its_token_where_it_has_one()
    {
        var step = await BeginAsync(new Uri("https://app.example/etrade"));
        var authorizer = _adapter.Authorizer;

        Assert.Equal(step.Ticket.Key, authorizer.ReadCallback(new Uri($"https://app.example/etrade?oauth_token={Uri.EscapeDataString(step.Ticket.Key)}&oauth_verifier=A")).Key);
        Assert.Null(authorizer.ReadCallback(new Uri("https://app.example/etrade?oauth_verifier=A")).Key);
        Assert.Null(authorizer.ReadCallback(new Uri("https://app.example/etrade?oauth_verifier=A")).Refusal);
        Assert.Equal(BrokerageErrorCode.AuthRevoked, authorizer.ReadCallback(new Uri("https://app.example/etrade")).Refusal?.Code);
    }

    [Fact]
    public async Task A_wrong_code_and_a_late_one_are_refused()
    {
        var step = await BeginAsync();
        Assert.Equal(BrokerageErrorCode.AuthRevoked, Refusal(await CompleteAsync(step, new SignInAnswer.Code(new Secret("WRONG")))).Code);
        Assert.Equal(BrokerageErrorCode.InvalidRequest, Refusal(await CompleteAsync(await BeginAsync(), new SignInAnswer.Code(new Secret("  ")))).Code);

        var late = await BeginAsync();
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(BrokerageErrorCode.AuthExpired, Refusal(await CompleteAsync(late, Code())).Code);
    }

    [Fact]
    public async Task The_request_token_s_secret_stays_in_the_ticket_and_nothing_prints_it()
    {
        var step = await BeginAsync();

        Assert.DoesNotContain("sec+ret", step.ToString() + step.Ticket, StringComparison.Ordinal);
        Assert.DoesNotContain("sec%2Bret", ((SignInStep.EnterCode)step).Address.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("sec", step.Ticket.Data.Reveal(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_in_a_ticket_and_the_number_of_an_account_are_in_nothing_that_prints_itself()
    {
        var account = new AccountWire { AccountId = "84417733", AccountIdKey = Sample.Key };
        var known = new KnownAccount(account, AccountMapping.ToAccount(account, ConnectionId.Parse("test"), new Secret("key"), EnvironmentKind.Live, Sample.AsOf));

        Assert.DoesNotContain("canary", string.Create(CultureInfo.InvariantCulture, $"{(object)new SignInTicketWire { TokenSecret = "canary" }}"), StringComparison.Ordinal);
        Assert.DoesNotContain("84417733", string.Create(CultureInfo.InvariantCulture, $"{(object)account} {known}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-20T18:30:00Z", "2026-03-21T04:00:00Z")]   // summer time in New York
    [InlineData("2026-01-15T18:30:00Z", "2026-01-16T05:00:00Z")]
    [InlineData("2026-01-16T04:59:59Z", "2026-01-16T05:00:00Z")]
    [InlineData("2026-03-08T05:30:00Z", "2026-03-09T04:00:00Z")]   // the day of 23 hours
    [InlineData("2026-11-01T04:30:00Z", "2026-11-02T05:00:00Z")]   // the day of 25
    public async Task A_login_ends_at_midnight_in_New_York(string at, string ends)
    {
        var now = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var secrets = ETradeSecrets.Of(new OAuthPair(new Secret("t"), new Secret("s")), _environment, ETradeSecrets.EndOf(now, 1), now, null);

        Assert.Equal(DateTimeOffset.Parse(ends, System.Globalization.CultureInfo.InvariantCulture), secrets.LoginEndsAt);
        var life = _adapter.Authorizer.LifeOf(secrets);
        Assert.Equal((Renewal.ExtendSameToken, secrets.LoginEndsAt, TimeSpan.FromHours(2), null), (life.Renewal, life.PersonNeededBy, life.IdleLimit, life.RenewBy));
        Assert.Equal(secrets.LoginEndsAt, SecretCodec.Decode(SecretCodec.Encode(secrets)).LoginEndsAt);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_login_in_the_first_second_of_a_day_is_one_of_that_day_however_long_the_answer_takes()
    {
        _clock.Advance(new DateTimeOffset(2026, 11, 20, 5, 0, 0, 300, TimeSpan.Zero) - _clock.GetUtcNow());
        var step = await BeginAsync();
        _etrade.OnItsWay = () => _clock.Advance(TimeSpan.FromMilliseconds(650));

        var signedIn = Assert.IsType<SignInResult.SignedIn>(await CompleteAsync(step, Code()));

        Assert.Equal(new DateTimeOffset(2026, 11, 21, 5, 0, 0, TimeSpan.Zero), signedIn.Secrets.LoginEndsAt);
    }

    [Fact]
    public async Task An_extended_key_s_login_ends_at_a_later_midnight()
    {
        _options.LoginDays = 30;
        Assert.Equal(new DateTimeOffset(2026, 12, 19, 5, 0, 0, TimeSpan.Zero), (await SignInAsync()).LoginEndsAt);
    }

    [Theory]
    [InlineData("2026-02-20T14:00:00Z")]
    [InlineData("2026-10-20T13:00:00Z")]
    public async Task In_thirty_days_a_person_signs_in_once_a_day_and_no_dead_token_is_sent(string first)
    {
        _clock.Advance(DateTimeOffset.Parse(first, System.Globalization.CultureInfo.InvariantCulture).AddYears(1) - _clock.GetUtcNow());
        IBrokerageConnection? connection = null;
        var asked = 0;
        var reads = 0;
        var days = new HashSet<DateOnly>();
        for (var hour = 0; hour < 30 * 24; hour += 3)
        {
            // Three hours between two reads: each finds the token asleep, or its day over.
            if (connection is null || !await ReadsAsync(connection))
            {
                asked++;
                connection = _adapter.Create(await SignInAsync());
                Assert.True(await ReadsAsync(connection));
            }

            reads++;
            days.Add(Brokerage.Markets.NewYorkTime.DateAt(_clock.GetUtcNow()));
            _clock.Advance(TimeSpan.FromHours(3));
        }

        Assert.Equal(0, _etrade.Dead);
        Assert.Equal(_etrade.Logins, asked);
        Assert.Equal(days.Count, asked);
        Assert.True(_etrade.Renewals >= reads - (2 * asked), $"{_etrade.Renewals} renewals, {reads} reads");
    }

    [Fact]
    public async Task Many_callers_wake_a_sleeping_token_once()
    {
        await using var connection = _adapter.Create(await SignInAsync());
        await connection.ConnectAsync(Stop);
        _clock.Advance(TimeSpan.FromHours(3));

        var all = Task.WhenAll(Enumerable.Range(0, 64).Select(_ => connection.Accounts.GetAccountsAsync(Stop)));
        await all.WithStepsAsync(() => _clock.Advance(TimeSpan.FromMilliseconds(100)));

        Assert.Equal(1, _etrade.Renewals);
    }

    [Fact]
    public async Task Renewing_wakes_the_same_token_and_moves_no_end()
    {
        var secrets = await SignInAsync();
        _clock.Advance(TimeSpan.FromHours(3));

        var renewed = Assert.IsType<RefreshResult.Renewed>(await _adapter.Authorizer.RefreshAsync(_environment, "own-key", secrets, Stop)).Secrets;

        Assert.Equal(secrets.Values[ETradeSecrets.Token].Reveal(), renewed.Values[ETradeSecrets.Token].Reveal());
        Assert.Equal((secrets.LoggedInAt, secrets.LoginEndsAt), (renewed.LoggedInAt, renewed.LoginEndsAt));
        Assert.Equal(_clock.GetUtcNow(), renewed.IssuedAt);
    }

    [Fact]
    public async Task A_lost_renewal_is_unknown_and_after_midnight_nothing_is_sent()
    {
        var secrets = await SignInAsync();
        _etrade.LosesRenewals = true;
        var lost = Assert.IsType<RefreshResult.OutcomeUnknown>(await _adapter.Authorizer.RefreshAsync(_environment, "own-key", secrets, Stop));
        Assert.Equal(Effect.Unknown, lost.Error.Effect);

        _clock.Advance(TimeSpan.FromDays(1));
        var needed = Assert.IsType<RefreshResult.LoginNeeded>(await _adapter.Authorizer.RefreshAsync(_environment, "own-key", secrets, Stop));
        Assert.Equal((BrokerageErrorCode.AuthExpired, RecoveryAction.Reauthenticate), (needed.Error.Code, needed.Error.Recovery));
        await using var connection = _adapter.Create(secrets);
        Assert.Equal(ConnectionState.NeedsLogin, (await connection.GetStatusAsync(Stop)).State);
        Assert.Equal(0, _etrade.Dead);
    }

    [Fact]
    public async Task Revoking_ends_the_token_at_E_TRADE()
    {
        var secrets = await SignInAsync();
        await using var connection = _adapter.Create(secrets);
        await connection.ConnectAsync(Stop);

        await connection.DisconnectAsync(logOut: true, Stop);

        Assert.Equal(BrokerageErrorCode.AuthRevoked, (await Assert.ThrowsAsync<BrokerageException>(() => connection.Accounts.GetAccountsAsync(Stop))).Code);
        Assert.IsType<RefreshResult.LoginNeeded>(await _adapter.Authorizer.RefreshAsync(_environment, "own-key", secrets, Stop));
    }

    [Fact]
    public async Task A_token_that_sleeps_is_woken_to_be_revoked()
    {
        var secrets = await SignInAsync();
        _clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal(RevokeResult.AtBroker, await _adapter.Authorizer.RevokeAsync(_environment, "own-key", secrets, Stop));

        Assert.Equal(1, _etrade.Renewals);
        Assert.IsType<RefreshResult.LoginNeeded>(await _adapter.Authorizer.RefreshAsync(_environment, "own-key", secrets, Stop));
    }

    [Fact]
    public async Task A_sleeping_token_that_cannot_be_woken_is_not_said_to_be_revoked()
    {
        var secrets = await SignInAsync();
        _clock.Advance(TimeSpan.FromHours(3));
        _etrade.WakesNobody = true;

        Assert.Equal(RevokeResult.LocalOnly, await _adapter.Authorizer.RevokeAsync(_environment, "own-key", secrets, Stop));
    }

    [Fact]
    public async Task Logging_out_after_midnight_only_forgets()
    {
        await using var connection = _adapter.Create(await SignInAsync());
        await connection.ConnectAsync(Stop);
        _clock.Advance(TimeSpan.FromDays(1));

        await connection.DisconnectAsync(logOut: true, Stop);

        Assert.Equal(0, _etrade.Dead);
    }

    [Fact]
    public async Task A_token_that_E_TRADE_calls_dead_is_sent_no_more()
    {
        var secrets = await SignInAsync();
        await using var connection = _adapter.Create(secrets);
        await connection.ConnectAsync(Stop);
        await _adapter.Authorizer.RevokeAsync(_environment, "own-key", secrets, Stop);
        Assert.Equal(BrokerageErrorCode.AuthRevoked, (await Assert.ThrowsAsync<BrokerageException>(() => connection.ConnectAsync(Stop))).Code);
        var sent = _etrade.Requests;

        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<BrokerageException>(() => connection.ConnectAsync(Stop));
        }

        Assert.Equal(sent, _etrade.Requests);
    }

    [Fact]
    public async Task A_login_ends_with_the_day_of_E_TRADE_s_clock()
    {
        // Here it is half past ten in the morning, there past midnight: the login is one of the next day.
        _etrade.Ahead = TimeSpan.FromHours(14);

        Assert.Equal(new DateTimeOffset(2026, 11, 21, 5, 0, 0, TimeSpan.Zero), (await SignInAsync()).LoginEndsAt);
    }

    [Theory]
    [InlineData(45, "2026-11-20T04:59:25Z", "2026-11-21T05:00:00Z")]    // there it is the next day already
    [InlineData(-45, "2026-11-20T05:00:30Z", "2026-11-20T05:00:00Z")]   // and here not yet
    public async Task A_login_ends_with_the_day_of_E_TRADE_s_clock_to_the_second(int secondsAhead, string here, string ends)
    {
        _etrade.Ahead = TimeSpan.FromSeconds(secondsAhead);
        _clock.Advance(DateTimeOffset.Parse(here, System.Globalization.CultureInfo.InvariantCulture) - _clock.GetUtcNow());

        Assert.Equal(DateTimeOffset.Parse(ends, System.Globalization.CultureInfo.InvariantCulture), (await SignInAsync()).LoginEndsAt);
    }

    [Fact]
    public async Task Many_callers_that_are_refused_for_their_time_sign_again_and_renew_nothing()
    {
        await using var connection = _adapter.Create(await SignInAsync());
        await connection.ConnectAsync(Stop);
        _etrade.Ahead = TimeSpan.FromMinutes(40);
        _etrade.HoldsUntil(4);

        var all = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => connection.Accounts.GetAccountsAsync(Stop)));
        await all.WithStepsAsync(() => _clock.Advance(TimeSpan.FromMilliseconds(100)));

        Assert.Equal((4, 0), (_etrade.Refused, _etrade.Renewals));
    }

    [Theory]
    [InlineData(-12)]
    [InlineData(40)]
    public async Task A_wrong_clock_is_put_right_by_E_TRADE_s_date(int minutesAhead)
    {
        _etrade.Ahead = TimeSpan.FromMinutes(minutesAhead);

        var secrets = await SignInAsync();

        Assert.Equal(1, _etrade.Refused);
        await using var connection = _adapter.Create(secrets);
        Assert.Equal(ConnectionState.Active, (await connection.ConnectAsync(Stop)).State);
        Assert.Equal(1, _etrade.Refused);

        // Their clock is put right in turn: the first answer to a read that is refused says so, and the read is signed again.
        _etrade.Ahead = TimeSpan.Zero;
        Assert.Equal(ConnectionState.Active, (await connection.ConnectAsync(Stop)).State);
        Assert.Equal((2, 0), (_etrade.Refused, _etrade.Renewals));
    }

    [Theory]
    [InlineData(-12)]
    [InlineData(40)]
    public async Task Renewing_and_revoking_are_signed_again_when_the_clock_has_been_put_right(int minutesAhead)
    {
        var secrets = await SignInAsync();
        _etrade.Ahead = TimeSpan.FromMinutes(minutesAhead);
        Assert.IsType<RefreshResult.Renewed>(await _adapter.Authorizer.RefreshAsync(_environment, "own-key", secrets, Stop));
        Assert.Equal((1, 1), (_etrade.Refused, _etrade.Renewals));

        _etrade.Ahead = TimeSpan.Zero;
        Assert.Equal(RevokeResult.AtBroker, await _adapter.Authorizer.RevokeAsync(_environment, "own-key", secrets, Stop));
        Assert.Equal(2, _etrade.Refused);
    }

    [Fact]
    public async Task What_is_over_by_the_clock_that_was_put_right_is_not_sent_again()
    {
        var secrets = await SignInAsync();
        _etrade.Ahead = TimeSpan.FromHours(14);

        await Assert.ThrowsAsync<BrokerageException>(() => _adapter.Authorizer.RefreshAsync(_environment, "own-key", secrets, Stop));

        Assert.IsType<RefreshResult.LoginNeeded>(await _adapter.Authorizer.RefreshAsync(_environment, "own-key", secrets, Stop));
        Assert.Equal((1, 0), (_etrade.Refused, _etrade.Dead));
    }

    [Theory]
    [InlineData(45)]
    [InlineData(75)]
    [InlineData(-45)]
    public async Task Around_midnight_no_dead_token_is_sent_by_a_clock_that_is_a_little_wrong(int secondsAhead)
    {
        _etrade.Ahead = TimeSpan.FromSeconds(secondsAhead);
        var secrets = await SignInAsync();
        await using var connection = _adapter.Create(secrets);
        var midnight = secrets.LoginEndsAt!.Value - _etrade.Ahead;
        _clock.Advance(midnight - _clock.GetUtcNow() - TimeSpan.FromHours(1));
        Assert.True(await ReadsAsync(connection));
        _clock.Advance(midnight - _clock.GetUtcNow() + TimeSpan.FromSeconds(10));

        Assert.False(await ReadsAsync(connection));

        Assert.Equal(ConnectionState.NeedsLogin, (await connection.GetStatusAsync(Stop)).State);
        Assert.IsType<RefreshResult.LoginNeeded>(await _adapter.Authorizer.RefreshAsync(_environment, "own-key", secrets, Stop));
        Assert.Equal(0, _etrade.Dead);
    }

    [Fact]
    public async Task In_the_last_minute_of_a_login_nothing_is_sent_and_shortly_before_a_refusal_is_its_end()
    {
        await using var house = new TestHouse();
        house.WithoutAccounts();
        house.Script("GET", "v1/accounts/list", TestHouse.Text("oauth_problem=token_rejected", 401));
        var ends = house.Secrets(house.Environment).LoginEndsAt!.Value;
        _ = house.Connection;
        house.Clock.Advance(ends - house.Clock.GetUtcNow() - TimeSpan.FromSeconds(100));
        Assert.Equal(ConnectionState.NeedsLogin, (await house.AdvanceAsync(house.Connection.GetStatusAsync(house.Stop))).State);
        var sent = house.Requests.Count;

        house.Clock.Advance(ends - house.Clock.GetUtcNow() - TimeSpan.FromSeconds(60));

        Assert.Equal(BrokerageErrorCode.AuthExpired, (await house.ErrorAsync(() => house.Connection.ConnectAsync(house.Stop))).Code);
        Assert.Equal(sent, house.Requests.Count);
    }

    [Fact]
    public async Task Each_environment_has_keys_of_its_own()
    {
        var error = await Assert.ThrowsAsync<BrokerageException>(() => _adapter.Authorizer.BeginAsync(Request(null) with { Environment = ETradeAdapter.Live }, Stop));
        Assert.Equal(BrokerageErrorCode.Misconfigured, error.Code);
        Assert.Contains(nameof(ETradeOptions.ConsumerKey), error.Message, StringComparison.Ordinal);

        var foreign = ETradeSecrets.Of(new OAuthPair(new Secret("t"), new Secret("s")), ETradeAdapter.Live, _clock.GetUtcNow().AddHours(1), _clock.GetUtcNow(), null);
        await using var connection = _adapter.Create(foreign);
        Assert.Equal(BrokerageErrorCode.EnvironmentMismatch, (await Assert.ThrowsAsync<BrokerageException>(() => connection.ConnectAsync(Stop))).Code);
    }

    [Fact]
    public async Task A_wrong_consumer_secret_is_the_operator_s_matter()
    {
        _options.SandboxConsumerSecret = new Secret("another");

        var error = await Assert.ThrowsAsync<BrokerageException>(() => BeginAsync());

        Assert.Equal((BrokerageErrorCode.Misconfigured, RecoveryAction.TellOperator, "signature_invalid"), (error.Code, error.Error.Recovery, error.Error.BrokerCode));
    }

    private static SignInAnswer Code() => new SignInAnswer.Code(new Secret(PlayedOAuth.Verifier));

    private static BrokerageError Refusal(SignInResult result) => Assert.IsType<SignInResult.Refused>(result).Error;

    private SignInRequest Request(Uri? redirect) => new() { Environment = _environment, Application = "own-key", State = "0123456789abcdef0123456789abcdef", RedirectTo = redirect };

    private Task<SignInStep> BeginAsync(Uri? redirect = null) => _adapter.Authorizer.BeginAsync(Request(redirect), Stop);

    private Task<SignInResult> CompleteAsync(SignInStep step, SignInAnswer answer) => _adapter.Authorizer.CompleteAsync(step.Ticket, answer, Stop);

    private async Task<ConnectionSecrets> SignInAsync() =>
        Assert.IsType<SignInResult.SignedIn>(await CompleteAsync(await BeginAsync(), Code())).Secrets;

    private static async Task<bool> ReadsAsync(IBrokerageConnection connection)
    {
        try
        {
            await connection.Accounts.GetAccountsAsync(Stop);
            return true;
        }
        catch (BrokerageException failure) when (failure.Code == BrokerageErrorCode.AuthExpired)
        {
            return false;
        }
    }
}
