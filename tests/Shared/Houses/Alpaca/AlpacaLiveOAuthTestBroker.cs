namespace Brokerage.TestSupport;

/// <summary>The same in a live environment with a token.</summary>
public class AlpacaLiveOAuthTestBroker : AlpacaOAuthTestBroker
{
    protected override bool IsLive => true;
}
