using Microsoft.Extensions.DependencyInjection;

namespace Brokerage;

/// <summary>What <c>AddBrokerage()</c> returns, and brokers' <c>Add…</c> and guards' <c>Use…</c> methods extend.</summary>
public interface IBrokerageBuilder
{
    /// <summary>The services that are being composed.</summary>
    IServiceCollection Services { get; }
}
