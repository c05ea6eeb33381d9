using Microsoft.Extensions.DependencyInjection;

namespace Brokerage;

internal sealed class BrokerageBuilder(IServiceCollection services) : IBrokerageBuilder
{
    public IServiceCollection Services => services;
}
