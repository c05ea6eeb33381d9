using System.Text;
using Brokerage.Conformance.Tests.Guide.Acme;
using Brokerage.Transport;

namespace Brokerage.Conformance.Tests.Guide;

/// <summary>What the guide says of wires that are not Acme's.</summary>
public sealed class OtherWiresTests
{
    [Fact]
    public void A_side_and_a_total_become_a_signed_quantity_and_a_cost_per_unit()
    {
        Assert.Equal((12m, 402.50m), OtherWires.ToHolding(12m, "L", -4830m));
        Assert.Equal((-12m, 402.50m), OtherWires.ToHolding(12m, "S", 4830m));
        Assert.Equal((0m, (decimal?)null), OtherWires.ToHolding(0m, "L", 5m));
        Assert.Equal((-5m, (decimal?)null), OtherWires.ToHolding(5m, "S", null));
        Assert.Throws<BrokerageException>(() => OtherWires.ToHolding(12m, null, -4830m));
    }

    [Fact]
    public void A_read_by_post_is_a_read()
    {
        var request = OtherWires.Ask(["BRK.B"]);

        Assert.Equal((OperationClass.Read, HttpMethod.Post), (request.Class, request.Method));
        Assert.Equal("""{"want":["BRK.B"]}""", Encoding.UTF8.GetString(request.Body.Span));
    }
}
