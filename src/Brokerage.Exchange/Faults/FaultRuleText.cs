namespace Brokerage.Exchange;

/// <summary>A fault rule as it is written.</summary>
    internal sealed class FaultRuleText
    {
        public required FaultKind Kind { get; set; }

        public LineOperation? On { get; set; }

        public double Probability { get; set; } = 1.0;

        public int FromCall { get; set; } = 1;

        public int? Calls { get; set; }

        public TimeSpan Delay { get; set; }

        public TimeSpan Spread { get; set; }

        public RejectReason Reason { get; set; } = RejectReason.Scripted;

        public FaultRule ToRule() => new()
        {
            Kind = Kind,
            On = On,
            Probability = Probability,
            FromCall = FromCall,
            Calls = Calls,
            Delay = Delay,
            Spread = Spread,
            Reason = Reason,
        };
    }
