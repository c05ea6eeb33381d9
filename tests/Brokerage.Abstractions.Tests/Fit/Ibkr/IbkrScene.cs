using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

/// <summary>A gateway with one account, the adapter over it, and the words that its tests share.</summary>
public abstract class IbkrScene
{
    private protected static readonly ConnectionId Login = ConnectionId.Parse("login-3");
    private protected static readonly AccountId Account = AccountId.Parse(PlayedIbkr.Account);
    private protected static readonly Instrument Frankfurt = new Instrument.Equity("SAP", "XETR");
    private protected static readonly Instrument Receipt = new Instrument.Equity("SAP");

    private protected IbkrScene()
    {
        Broker = new PlayedIbkr(Clock);
        Adapter = new IbkrWebAdapter(Broker, Clock);
    }

    private protected FakeClock Clock { get; } = FakeClock.Friday();

    private protected PlayedIbkr Broker { get; }

    private protected IbkrWebAdapter Adapter { get; }

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected static AccountRef Ref => new(Login, IbkrWebAdapter.Broker, Account);

    private protected static SignInRequest Request(string application) => new() { Environment = IbkrWebAdapter.Paper, Application = application, State = "state-3" };

    private protected static OrderSpec Spec(Instrument instrument, Side side, PriceTerms price) => OrderSpec.One(instrument, side, 10, price);

    private protected static OrderIntent.New Buy(Instrument instrument) => OrderIntent.Place(Ref, OrderSpec.Limit(instrument, Side.Buy, 10, 180.2m));

    private protected void Ask(params (string Id, string Text)[] questions)
    {
        Broker.Questions.Clear();
        Broker.Questions.AddRange(questions);
    }

    private protected PreparedOrder Approve(SubmitResult.NeedsConfirmation asked, string answer = "Yes") => asked.Next with
    {
        Approvals = [.. asked.Next.Approvals, .. asked.Questions.Select(question => new Approval(question.Id, question.Text, answer, "a user", Clock.GetUtcNow()))],
    };

    private protected BrokerageConnectionContext Context(SessionTakeover takeover) => new()
    {
        Connection = Login,
        Environment = IbkrWebAdapter.Paper,
        Application = "gateway",
        Secrets = Kit.Secrets.Of(IbkrWebAdapter.Broker, IbkrWebAuthorizer.GatewayScheme, Clock.GetUtcNow()),
        Takeover = takeover,
    };

    private protected async Task<IBrokerageConnection> ConnectAsync()
    {
        var connection = Adapter.Create(Context(SessionTakeover.Never));
        Assert.True((await connection.ConnectAsync(Stop)).EnvironmentVerified);
        return connection;
    }

    private protected static async Task<BrokerageError> PrepareErrorAsync(IBrokerageConnection connection, Instrument instrument) =>
        (await Assert.ThrowsAsync<BrokerageException>(() => connection.Trading!.PrepareAsync(Buy(instrument), false, Stop))).Error;
}
