namespace Brokerage.Exchange;

/// <summary>Decides what goes wrong with the calls of one line.</summary>
internal sealed class LineFaults(FaultScript script)
{
    private readonly long[] _calls = new long[Enum.GetValues<LineOperation>().Length];

    public FaultDecision Next(LineOperation operation)
    {
        var call = Interlocked.Increment(ref _calls[(int)operation]);
        var decision = default(FaultDecision);
        for (var i = 0; i < script.Rules.Count; i++)
        {
            var rule = script.Rules[i];
            var random = new CounterRandom(script.Seed, (ulong)((i * 16) + (int)operation));
            if (rule.Covers(operation, call) && random.Fraction((ulong)call * 2) < rule.Probability)
            {
                decision = Add(decision, rule, random.Fraction(((ulong)call * 2) + 1));
            }
        }

        return decision;
    }

    private static FaultDecision Add(FaultDecision decision, FaultRule rule, double chance) => rule.Kind switch
    {
        FaultKind.Latency => decision with { Delay = decision.Delay + rule.Delay + (rule.Spread * chance) },
        FaultKind.LateAnswer => decision with { AnswerDelay = decision.AnswerDelay + rule.Delay + (rule.Spread * chance) },
        FaultKind.Reject => decision with { Reject = decision.Reject ?? rule.Reason },
        FaultKind.LoseRequest => decision with { LosesRequest = true },
        FaultKind.LoseAnswer => decision with { LosesAnswer = true },
        FaultKind.Disconnect => decision with { Disconnects = true },
        FaultKind.DuplicateEvent => decision with { Duplicates = true },
        _ => decision with { IsLate = true, Delay = decision.Delay + rule.Delay + (rule.Spread * chance) },
    };
}
