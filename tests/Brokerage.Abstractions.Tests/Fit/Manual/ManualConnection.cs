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

    /// <summary>The entry role comes from here, since no other broker has it. A role that a guard wraps never does.</summary>
    public override object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(IManualEntry) ? _book : null;
}
