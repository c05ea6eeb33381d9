using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Brokerage.Tests.Fakes;

namespace Brokerage.Hosting.Tests;

public sealed class MeterTests : IAsyncDisposable
{
    private readonly HostScene _scene = new("metered");
    private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _measured = new();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Steps_states_and_the_age_of_readings_are_measured()
    {
        var connection = await _scene.ConnectBeforeAsync("metered");
        using var listener = Listen();
        var host = await _scene.StartAsync();
        await _scene.SettleAsync(host);
        Assert.Contains(_measured, each => Is(each, HostingTelemetry.StepDuration, (HostingTelemetry.WorkTag, "sync")) && !each.Tags.ContainsKey(BrokerageTelemetry.ErrorTag));
        Assert.Contains(_measured, each => Is(each, HostingTelemetry.StepDuration, (HostingTelemetry.WorkTag, "renew")));

        lock (_scene.Broker.Made) _scene.Broker.Made.ForEach(made => made.OnAccounts = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.BrokerUnavailable)));
        await _scene.AdvanceAsync(host, TimeSpan.FromMinutes(20));
        Assert.Contains(_measured, each => Is(each, HostingTelemetry.StepDuration, (BrokerageTelemetry.ErrorTag, "BrokerUnavailable")));
        listener.RecordObservableInstruments();
        Assert.Contains(_measured, each => Is(each, HostingTelemetry.Connections, (HostingTelemetry.StateTag, "active")) && each.Value == 1);
        Assert.Contains(_measured, each => Is(each, HostingTelemetry.SyncAge) && each.Value == 20 * 60);

        // Nobody's id.
        Assert.DoesNotContain(_measured.SelectMany(each => each.Tags.Values), value => value is string text && text.Contains(connection.Connection.Value, StringComparison.Ordinal));
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (string.Equals(instrument.Meter.Name, BrokerageTelemetry.SourceName, StringComparison.Ordinal)) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Add(System.Diagnostics.Metrics.Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal)));

    // Other tests measure at the same time, at other brokers.
    private static bool Is((string Name, double Value, Dictionary<string, object?> Tags) measured, string name, params (string Key, string Value)[] tags) =>
        measured.Name == name && measured.Tags.TryGetValue(BrokerageTelemetry.BrokerTag, out var broker) && broker is "metered"
        && tags.All(tag => measured.Tags.TryGetValue(tag.Key, out var value) && value is string text && text == tag.Value);
}
