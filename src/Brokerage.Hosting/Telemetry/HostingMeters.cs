using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Brokerage.Hosting;

/// <summary>What the work measures. Each instrument costs a comparison when nobody listens.</summary>
internal sealed class HostingMeters
{
    private readonly TimeProvider _time;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _notices;
    private volatile IReadOnlyList<StoredConnection> _seen = [];

    public HostingMeters(TimeProvider time, IMeterFactory? factory = null)
    {
        _time = time;
        // Without a factory there is no owner who would end it: it lives as long as the process.
        var meter = factory?.Create(new MeterOptions(BrokerageTelemetry.SourceName)) ?? new Meter(BrokerageTelemetry.SourceName);
        _duration = meter.CreateHistogram<double>(HostingTelemetry.StepDuration, "s");
        _notices = meter.CreateCounter<long>(HostingTelemetry.Notices);
        meter.CreateObservableGauge(HostingTelemetry.Connections, Connections);
        meter.CreateObservableGauge(HostingTelemetry.SyncAge, SyncAges, "s");
    }

    public long Begin() => _time.GetTimestamp();

    public void Step(string work, BrokerId broker, long began, string? error)
    {
        if (!_duration.Enabled) return;
        TagList tags = new([new(HostingTelemetry.WorkTag, work), new(BrokerageTelemetry.BrokerTag, broker.Value)]);
        if (error is not null) tags.Add(BrokerageTelemetry.ErrorTag, error);
        _duration.Record(_time.GetElapsedTime(began).TotalSeconds, tags);
    }

    public void Told(NoticeKind kind) =>
        _notices.Add(1, new KeyValuePair<string, object?>(HostingTelemetry.NoticeTag, kind == NoticeKind.LoginNeeded ? "login_needed" : "login_ends_soon"));

    public void Seen(IReadOnlyList<StoredConnection> connections) => _seen = connections;

    private IEnumerable<Measurement<int>> Connections() =>
        from connection in _seen
        group connection by (connection.Broker, connection.State) into same
        select new Measurement<int>(same.Count(), new(BrokerageTelemetry.BrokerTag, same.Key.Broker.Value), new(HostingTelemetry.StateTag, Word(same.Key.State)));

    private IEnumerable<Measurement<double>> SyncAges() =>
        from connection in _seen
        where !StoredConnectionRules.NeedsPerson(connection)
        group connection.LastSyncAt ?? connection.ConnectedAt by connection.Broker into times
        select new Measurement<double>((_time.GetUtcNow() - times.Min()).TotalSeconds, new KeyValuePair<string, object?>(BrokerageTelemetry.BrokerTag, times.Key.Value));

    private static string Word(ConnectionState state) => state switch
    {
        ConnectionState.Pending => "pending",
        ConnectionState.Active => "active",
        ConnectionState.Degraded => "degraded",
        ConnectionState.NeedsLogin => "needs_login",
        ConnectionState.Competing => "competing",
        ConnectionState.Revoked => "revoked",
        ConnectionState.Disabled => "disabled",
        _ => "error",
    };
}
