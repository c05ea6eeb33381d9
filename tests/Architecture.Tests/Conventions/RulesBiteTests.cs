using Brokerage.Architecture.Tests.Conventions.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Brokerage.Architecture.Tests.Conventions
{
    /// <summary>Each rule is shown something that breaks it.</summary>
    public sealed partial class RulesBiteTests
    {
        [Fact]
        public void An_open_class_is_named() => Assert.Single(TypeRules.Unsealed([typeof(Open), typeof(Derived), typeof(BaseOfDerived)]));

        [Fact]
        public void A_public_wire_record_is_named() => Assert.Single(TypeRules.PublicInPrivateRooms([typeof(Leak)]));

        [Fact]
        public void Public_statics_that_can_be_written_are_named() => Assert.Equal(2, TypeRules.MutableStatics([typeof(Leak)]).Count());

        [Fact]
        public void A_guard_that_forgets_a_member_is_named()
        {
            string found = Assert.Single(TypeRules.HalfDelegating([typeof(DelegatingRole)]));
            Assert.Contains("Forgotten", found, StringComparison.Ordinal);
        }

        [Fact]
        public void A_registration_elsewhere_is_named() => Assert.Single(TypeRules.HiddenRegistrations([typeof(LeakExtensions)]));

        [Fact]
        public void Methods_that_wait_are_held_to_their_shape()
        {
            Assert.Single(MemberRules.WithoutSuffix([typeof(LeakExtensions)]));
            Assert.Equal(2, MemberRules.WithoutToken([typeof(LeakExtensions)]).Count());
            Assert.Single(MemberRules.WithMisplacedToken([typeof(LeakExtensions)]));
        }

        [Fact]
        public void Messages_that_share_an_id_are_named() => Assert.Single(LogRules.SharedIds([typeof(OneLog), typeof(OtherLog)]));

        internal interface IRole
        {
            void Known();

            void Forgotten()
            {
            }
        }

#pragma warning disable MA0053, CA1852 // the point of it
        internal class Open;
#pragma warning restore MA0053, CA1852

        internal class BaseOfDerived;

        internal sealed class Derived : BaseOfDerived;

        internal static partial class OneLog
        {
            [LoggerMessage(7, LogLevel.Debug, "One")]
            public static partial void One(ILogger logger);

            [LoggerMessage(8, LogLevel.Debug, "Two")]
            public static partial void Two(ILogger logger);
        }

        internal static partial class OtherLog
        {
            [LoggerMessage(7, LogLevel.Debug, "Other")]
            public static partial void Other(ILogger logger);
        }

        internal abstract class DelegatingRole(IRole inner) : IRole
        {
            public virtual void Known() => inner.Known();
        }
    }
}

namespace Brokerage.Architecture.Tests.Conventions.Wire
{
#pragma warning disable CA1051, CA1068, CA2211, MA0069 // the point of it
    public static class Leak
    {
        public static int Field = 1;

        public static int Property { get; set; }
    }

    public static class LeakExtensions
    {
        public static Task Wait(this IServiceCollection services) => Task.FromResult(services);

        public static Task WaitAsync(this string text, CancellationToken cancellationToken, int times) => Task.FromResult((text, times, cancellationToken));
    }
}
