namespace Brokerage.TestSupport;

/// <summary>The same in a live environment: the simulator plays the live hosts, and orders are allowed there.</summary>
public class AlpacaLiveTestBroker : AlpacaTestBroker
{
    protected override bool IsLive => true;
}
