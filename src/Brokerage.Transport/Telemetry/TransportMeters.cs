using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Brokerage.Transport;

/// <summary>The instruments of one transport. Each costs a comparison when nobody listens.</summary>
internal sealed class TransportMeters
{
    private static readonly ActivitySource Source = new(TransportTelemetry.SourceName);
    private static readonly Meter SharedMeter = new(TransportTelemetry.SourceName);

    private readonly KeyValuePair<string, object?> _broker;
    private readonly Histogram<double> _duration, _gateWait;
    private readonly Counter<long> _retries, _gatePauses, _breakerOpened, _streamConnects, _streamGaps;

    public TransportMeters(BrokerId broker, IMeterFactory? factory)
    {
        Meter meter = factory?.Create(new MeterOptions(TransportTelemetry.SourceName)) ?? SharedMeter;
        _broker = new(TransportTelemetry.BrokerTag, broker.Value);
        _duration = meter.CreateHistogram<double>(TransportTelemetry.RequestDuration, "s");
        _gateWait = meter.CreateHistogram<double>(TransportTelemetry.GateWait, "s");
        _retries = meter.CreateCounter<long>(TransportTelemetry.Retries);
        _gatePauses = meter.CreateCounter<long>(TransportTelemetry.GatePauses);
        _breakerOpened = meter.CreateCounter<long>(TransportTelemetry.BreakerOpened);
        _streamConnects = meter.CreateCounter<long>(TransportTelemetry.StreamConnects);
        _streamGaps = meter.CreateCounter<long>(TransportTelemetry.StreamGaps);
    }

    public bool MeasuresRequests => _duration.Enabled;

    public static Activity? Start(BrokerRequest request) =>
        Source.HasListeners() ? Source.StartActivity(request.Operation, ActivityKind.Client) : null;

    public void Finish(Activity? activity, BrokerRequest request, BrokerReply? reply, string host, int attempts, TimeSpan elapsed)
    {
        string? error = reply is null ? "cancelled" : reply.Error?.Code.ToString();
        if (_duration.Enabled)
        {
            TagList tags = new([_broker, new(TransportTelemetry.OperationTag, request.Operation), new(TransportTelemetry.ClassTag, request.Class.ToString())]);
            if (error is not null) tags.Add(TransportTelemetry.ErrorTag, error);
            _duration.Record(elapsed.TotalSeconds, tags);
        }

        if (activity is null) return;
        activity.SetTag(_broker.Key, _broker.Value).SetTag(TransportTelemetry.ClassTag, request.Class.ToString())
            .SetTag(TransportTelemetry.HostTag, host).SetTag(TransportTelemetry.AttemptsTag, attempts);
        if (reply?.Response is { } response) activity.SetTag(TransportTelemetry.StatusTag, response.Status);
        if (error is null) return;
        activity.SetTag(TransportTelemetry.ErrorTag, error).SetStatus(ActivityStatusCode.Error);
        if (reply?.Error is { } told) activity.SetTag(TransportTelemetry.EffectTag, told.Effect.ToString());
    }

    public void Retried(string operation) => _retries.Add(1, _broker, new(TransportTelemetry.OperationTag, operation));

    public void Waited(string operation, TimeSpan wait) => _gateWait.Record(wait.TotalSeconds, _broker, new(TransportTelemetry.OperationTag, operation));

    public void Paused() => _gatePauses.Add(1, _broker);

    public void BreakerOpened(string host) => _breakerOpened.Add(1, _broker, new(TransportTelemetry.HostTag, host));

    public void StreamConnecting(string stream) => _streamConnects.Add(1, _broker, new(TransportTelemetry.OperationTag, stream));

    public void StreamGap(string stream) => _streamGaps.Add(1, _broker, new(TransportTelemetry.OperationTag, stream));
}
