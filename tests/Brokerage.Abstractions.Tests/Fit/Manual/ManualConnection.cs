using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Manual;

internal sealed class ManualConnection : FitConnection
{
    private readonly ManualBook _book;

    public ManualConnection(BrokerageConnectionContext context, BrokerFeatures features, TimeProvider clock)
        : base(context, ManualAdapter.Broker, features, clock)
    {
        _book = new ManualBook(new AccountRef(context.Connection, ManualAdapter.Broker, AccountId.Parse("shoebox")), clock);
        Trading = new ManualTrading(_book, features, new SubmitOnce(context, ManualAdapter.Broker), clock);
    }

    public override IAccounts Accounts => _book;

    public override ITrading Trading { get; }

    /// <summary>
    /// The entry role comes from here, since no other broker has it. It is an object of its own: guards let no object through that is a role
    /// of the contract as well.
    /// </summary>
    public override object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(IManualEntry) ? new ManualEntry(_book) : null;
}
