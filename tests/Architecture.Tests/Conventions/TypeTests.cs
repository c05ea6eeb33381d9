namespace Brokerage.Architecture.Tests.Conventions;

/// <summary>The rules about types hold in every package.</summary>
public sealed class TypeTests
{
    [Fact]
    public void Classes_are_sealed_unless_something_derives_from_them() => Findings.None(TypeRules.Unsealed([.. House.AllTypes()]));

    [Fact]
    public void Private_rooms_hold_nothing_public() => Findings.None(TypeRules.PublicInPrivateRooms(House.AllTypes()));

    [Fact]
    public void No_public_static_can_be_written() => Findings.None(TypeRules.MutableStatics(House.AllTypes()));

    [Fact]
    public void Delegating_bases_forward_every_member() => Findings.None(TypeRules.HalfDelegating(House.AllTypes()));

    [Fact]
    public void Registrations_are_found_without_a_using_of_ours() => Findings.None(TypeRules.HiddenRegistrations(House.AllTypes()));

    [Fact]
    public void The_contracts_live_in_one_namespace() =>
        Findings.None(House.Types("Brokerage.Abstractions")
            .Where(type => type is { IsVisible: true, Namespace: not ("Brokerage" or "Microsoft.Extensions.DependencyInjection") })
            .Select(type => type.ToString()));

    [Theory]
    [MemberData(nameof(House.Each), MemberType = typeof(House))]
    public void Namespaces_are_the_packages_own(string package) =>
        Findings.None(House.Types(package)
            // What maps endpoints is found where every application's endpoints are mapped.
            .Where(type => type.Namespace is not ("Brokerage" or "Microsoft.Extensions.DependencyInjection" or "Microsoft.AspNetCore.Builder")
                && !package.Equals(type.Namespace, StringComparison.Ordinal)
                && !type.Namespace!.StartsWith($"{package}.", StringComparison.Ordinal))
            .Select(type => type.ToString()));
}
