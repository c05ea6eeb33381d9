namespace Brokerage.Kill.Tests.Scenes;

/// <summary>One order, its fate on the line, and where its process dies. Follows from its place in the matrix and its seed alone.</summary>
internal sealed record Scene
{
    private static readonly Broker[] Brokers = Enum.GetValues<Broker>();
    private static readonly KillPoint[] Points = Enum.GetValues<KillPoint>();
    private static readonly LineFault[] Faults = Enum.GetValues<LineFault>();
    private static readonly Wish[] Wishes = Enum.GetValues<Wish>();

    /// <summary>How many combinations of broker, point, fault and wish there are.</summary>
    public static int Combinations { get; } = Brokers.Length * Points.Length * Faults.Length * Wishes.Length;

    public required int Index { get; init; }

    public required ulong Seed { get; init; }

    public required Broker Broker { get; init; }

    public required KillPoint Point { get; init; }

    public required LineFault Fault { get; init; }

    public required Wish Wish { get; init; }

    public required Twin Twin { get; init; }

    /// <summary>The share of the request's bytes that have left when the process dies while sending.</summary>
    public required double Sent { get; init; }

    /// <summary>Whether a line that gives no answer says nothing at all, instead of breaking.</summary>
    public required bool Silent { get; init; }

    /// <summary>Of a request that arrives twice: whether the second answer is the one that comes back.</summary>
    public required bool SecondAnswer { get; init; }

    /// <summary>Of a request that arrives twice: whether the second copy arrives only after the process has died.</summary>
    public required bool LateCopy { get; init; }

    /// <summary>How late a request or a copy arrives.</summary>
    public required TimeSpan Late { get; init; }

    /// <summary>Whether it dies while resolving what an earlier process left, instead of what itself has sent.</summary>
    public required bool SecondProcess { get; init; }

    /// <summary>At which look it dies, from 1.</summary>
    public required int Look { get; init; }

    /// <summary>Before the look (0), after it (1), or before what was found is written down (2).</summary>
    public required int LookPart { get; init; }

    /// <summary>How long it takes until somebody starts the program again.</summary>
    public required TimeSpan Restart { get; init; }

    /// <summary>What the journal is kept in.</summary>
    public required Store Store { get; init; }

    /// <summary>What becomes of a second wish of ours for the same.</summary>
    public required Rival Rival { get; init; }

    /// <summary>Cents on the order's price.</summary>
    public required int Cents { get; init; }

    public ClientOrderId Id => ClientOrderId.Parse($"w-{Seed:x16}");

    public ClientOrderId RivalId => ClientOrderId.Parse($"r-{Seed:x16}");

    public ClientOrderId BaseId => ClientOrderId.Parse($"b-{Seed:x16}");

    /// <summary>Whether the broker gives our id back with its orders.</summary>
    public bool IsKnownById => Broker is Broker.ById;

    public bool IsBracket => Wish is Wish.Bracket && Broker is not Broker.ETrade;

    /// <summary>Whether it changes an order that was placed before.</summary>
    public bool HasBase => Wish is Wish.Replace or Wish.Cancel;

    public static Scene Of(int index, ulong seed)
    {
        // The matrix is walked whole before anything comes a second time.
        var (rest, broker) = Math.DivRem(index % Combinations, Brokers.Length);
        (rest, var point) = Math.DivRem(rest, Points.Length);
        (rest, var fault) = Math.DivRem(rest, Faults.Length);
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        var wish = Wishes[rest];
        // An identical order makes evidence doubtful; a change or a cancel has a target of its own.
        var mayHaveTwin = wish is Wish.Single or Wish.Bracket;
        var scene = new Scene
        {
            Index = index,
            Seed = seed,
            Broker = Brokers[broker],
            Point = Points[point],
            Fault = Faults[fault],
            Wish = wish,
            Sent = random.NextDouble(),
            Silent = random.Next(4) == 0,
            SecondAnswer = random.Next(2) == 0,
            LateCopy = random.Next(3) == 0,
            Late = TimeSpan.FromMilliseconds(random.Next(1, 4_900)),
            SecondProcess = Faults[fault] is LineFault.None or LineFault.Duplicate || random.Next(2) == 0,
            Look = random.Next(1, 4),
            LookPart = random.Next(3),
            Restart = TimeSpan.FromMilliseconds(random.Next(3_000)),
            Cents = random.Next(500),
            Twin = mayHaveTwin && random.Next(3) == 0 ? (random.Next(2) == 0 ? Twin.Before : Twin.After) : Twin.None,
            Store = (Store)random.Next(2),
            Rival = Rival.None,
        };
        return scene is { Broker: Broker.ByEvidence, Wish: Wish.Single, Twin: Twin.None } ? scene with { Rival = (Rival)random.Next(3) } : scene;
    }

    public override string ToString() =>
        $"seed {Seed} at {Index}: {Broker}, {Wish}, killed {Point}{(Point == KillPoint.WhileResolving ? $" look {Look}.{LookPart}{(SecondProcess ? " of a second process" : "")}" : "")}, "
        + $"line {Fault}{(Silent ? " silent" : "")}{(Fault == LineFault.Duplicate ? $" second answer {SecondAnswer} late copy {LateCopy}" : "")} {Late.TotalMilliseconds} ms, twin {Twin}, rival {Rival}, {Store}";
}
