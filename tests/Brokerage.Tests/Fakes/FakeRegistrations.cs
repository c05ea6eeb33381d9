using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Brokerage.Tests.Fakes;

internal static class FakeRegistrations
{
    /// <summary>A connection whose settings are refused whenever it is to be created.</summary>
    public static IBrokerageBuilder AddBroken(this IBrokerageBuilder builder, string connection, Exception exception, string broker = "fake") =>
        builder.AddConnection(new BrokerageConnectionRegistration
        {
            Connection = ConnectionId.Parse(connection),
            Broker = BrokerId.Parse(broker),
            CreateContext = _ => throw exception,
        });

    public static OptionsValidationException Refused(string failure) => new("broken", typeof(object), [failure]);
}
