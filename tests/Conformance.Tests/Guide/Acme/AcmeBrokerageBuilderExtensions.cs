using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Conformance.Tests.Guide.Acme;

#region builder
internal static class AcmeBrokerageBuilderExtensions
{
    public static IBrokerageBuilder AddAcme(this IBrokerageBuilder builder, string connection, Secret key) => builder
        .AddAdapter(_ => new AcmeAdapter())
        .AddConnection(new BrokerageConnectionRegistration
        {
            Connection = ConnectionId.Parse(connection),
            Broker = AcmeAdapter.BrokerId,
            CreateContext = services => new BrokerageConnectionContext
            {
                Connection = ConnectionId.Parse(connection),
                Environment = AcmeAdapter.Paper,
                Application = "own",
                Secrets = new FixedSecretSource(AcmeAdapter.BrokerId, new ConnectionSecrets
                {
                    Scheme = "acme.key",
                    Values = new Dictionary<string, Secret>(StringComparer.Ordinal) { ["key"] = key },
                    LoggedInAt = Now(services),
                    IssuedAt = Now(services),
                }),
            },
        });

    private static DateTimeOffset Now(IServiceProvider services) => (services.GetService<TimeProvider>() ?? TimeProvider.System).GetUtcNow();
}
#endregion
