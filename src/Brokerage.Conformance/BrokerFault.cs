namespace Brokerage.Conformance;

/// <summary>What a test broker does to the next call, or from now on.</summary>
public enum BrokerFault
{
    /// <summary>The next placement, replacement or cancel is lost before the broker sees it, in a way the client cannot tell from a lost answer.</summary>
    LoseRequest,

    /// <summary>The broker acts on the next placement, replacement or cancel, and its answer is lost.</summary>
    LoseAnswer,

    /// <summary>The login is refused from now on.</summary>
    EndLogin,

    /// <summary>The broker answers nothing sensible from now on: down, or a gateway's error page.</summary>
    GoDown,

    /// <summary>Reads are refused from now on, as too many.</summary>
    LimitRate,

    /// <summary>Reads are answered with what nobody can read from now on.</summary>
    Garble,

    /// <summary>Order streams break, and repeat what they have told, from now on; what was not told yet may come out of order.</summary>
    DisturbStreams,

    /// <summary>The broker acts on placements, replacements and cancels from now on, and its answers do not come. Optional: see <see cref="TestBroker.WhyNot"/>.</summary>
    HoldAnswers,

    /// <summary>What is ordered from now on is shown by no list and no look for two seconds, and then as it is. Optional.</summary>
    ShowOrdersLate,

    /// <summary>Streams that are open say nothing more, and nothing ends them; what is opened anew works. Optional.</summary>
    StallStreams,

    /// <summary>One row of every list of positions, orders and transactions cannot be read from now on. Optional.</summary>
    SpoilRows,

    /// <summary>Of lists that come in pages the first page comes from now on, and those that follow it do not. Optional.</summary>
    BreakPages,
}
