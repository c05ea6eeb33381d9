using Brokerage.Fit.Alpaca;
using Brokerage.Fit.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Fit.Guards;

/// <summary>What a broker's own <c>Add…</c> method is made of, tried with a fake.</summary>
public sealed class RegistrationFitTests
{
    [Fact]
    public void An_adapter_is_registered_once_and_a_connection_as_often_as_it_is_asked_for()
    {
        var clock = FakeClock.Friday();
        var builder = new Builder(new ServiceCollection());
        var login = ConnectionId.Parse("login-8");
        for (var i = 0; i < 2; i++)
        {
            builder.AddAdapter(_ => new AlpacaAdapter(new PlayedAlpaca(clock), clock)).AddConnection(new BrokerageConnectionRegistration
            {
                Connection = login,
                Broker = AlpacaAdapter.Broker,
                CreateContext = _ => new BrokerageConnectionContext
                {
                    Connection = login,
                    Environment = AlpacaAdapter.Paper,
                    Application = "our-app",
                    Secrets = Kit.Secrets.Of(AlpacaAdapter.Broker, "alpaca.key", clock.GetUtcNow()),
                },
            });
        }
        Assert.Single(builder.Services, service => service.ServiceType == typeof(AlpacaAdapter));
        Assert.Single(builder.Services, service => service.ServiceType == typeof(IBrokerageAdapter));
        var registered = builder.Services.Select(service => service.ImplementationInstance).OfType<BrokerageConnectionRegistration>().ToList();
        Assert.Equal(2, registered.Count);
        Assert.Equal((login, AlpacaAdapter.Broker, AlpacaAdapter.Paper), (registered[0].Connection, registered[0].Broker, registered[0].CreateContext(null!).Environment));
    }

    internal sealed class Builder(IServiceCollection services) : IBrokerageBuilder
    {
        public IServiceCollection Services => services;
    }
}
