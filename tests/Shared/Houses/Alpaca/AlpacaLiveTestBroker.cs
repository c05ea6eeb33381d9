namespace Brokerage.TestSupport;

/// <summary>The same in a live environment: the simulator plays the live hosts, and orders are allowed there.</summary>
public class AlpacaLiveTestBroker : AlpacaTestBroker
{
    private IBrokerageConnection? _withoutSwitch;

    protected override bool IsLive => true;

    public override IBrokerageConnection? ConnectWithoutLiveSwitch() => _withoutSwitch ??= Wrap(Create(Environment, Secrets, allowLiveOrders: false));

    public override async ValueTask DisposeAsync()
    {
        if (_withoutSwitch is not null)
        {
            await _withoutSwitch.DisposeAsync();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
