using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Brokerage;

/// <summary>The instruments of one connection. Each costs a comparison when nobody listens.</summary>
internal sealed class CallMeters
{
    private static readonly ActivitySource Source = new(BrokerageTelemetry.SourceName);
    private static readonly Meter SharedMeter = new(BrokerageTelemetry.SourceName);

    private readonly TimeProvider _time;
    private readonly KeyValuePair<string, object?> _broker, _environment;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _orders;

    public CallMeters(IBrokerageConnection connection, IMeterFactory? factory, TimeProvider time)
    {
        Meter meter = factory?.Create(new MeterOptions(BrokerageTelemetry.SourceName)) ?? SharedMeter;
        _time = time;
        _broker = new(BrokerageTelemetry.BrokerTag, connection.Broker.Value);
        _environment = new(BrokerageTelemetry.EnvironmentTag, Word(connection.Environment.Kind));
        _duration = meter.CreateHistogram<double>(BrokerageTelemetry.CallDuration, "s");
        _orders = meter.CreateCounter<long>(BrokerageTelemetry.Orders);
    }

    private bool IsOn => Source.HasListeners() || _duration.Enabled || _orders.Enabled;

    /// <summary>Measures a call where anybody listens; otherwise the call passes unwrapped.</summary>
    public Task<T> MeasureAsync<TCall, T>(string operation, TCall call, Func<TCall, Task<T>> invoke) =>
        IsOn ? MeasuredAsync(operation, call, invoke) : invoke(call);

    private async Task<T> MeasuredAsync<TCall, T>(string operation, TCall call, Func<TCall, Task<T>> invoke)
    {
        using var activity = Source.StartActivity(operation, ActivityKind.Internal);
        var started = _time.GetTimestamp();
        string? error = "exception";
        try
        {
            var answer = await invoke(call).ConfigureAwait(false);
            error = ErrorOf(answer);
            if (answer is SubmitResult result) Count(operation, result, error);
            return answer;
        }
        catch (BrokerageException exception)
        {
            error = exception.Error.Code.ToString();
            throw;
        }
        catch (OperationCanceledException)
        {
            error = "cancelled";
            throw;
        }
        finally
        {
            Finish(activity, operation, error, _time.GetElapsedTime(started));
        }
    }

    private static string? ErrorOf(object? answer) => answer switch
    {
        SubmitResult.Rejected rejected => rejected.Error.Code.ToString(),
        SubmitResult.OutcomeUnknown unknown => unknown.Cause.Code.ToString(),
        CancelResult.Refused refused => refused.Error.Code.ToString(),
        CancelResult.OutcomeUnknown unknown => unknown.Cause.Code.ToString(),
        _ => null,
    };

    private static string Word(EnvironmentKind kind) => kind switch
    {
        EnvironmentKind.Live => "live",
        EnvironmentKind.Paper => "paper",
        EnvironmentKind.Sandbox => "sandbox",
        _ => "simulated",
    };

    private void Count(string operation, SubmitResult result, string? error)
    {
        if (!_orders.Enabled) return;
        var outcome = result switch
        {
            SubmitResult.Placed => "placed",
            SubmitResult.NeedsConfirmation => "needs_confirmation",
            SubmitResult.Rejected => "rejected",
            _ => "unknown",
        };
        TagList tags = new([_broker, _environment, new(BrokerageTelemetry.OperationTag, operation), new(BrokerageTelemetry.OutcomeTag, outcome)]);
        if (error is not null) tags.Add(BrokerageTelemetry.ErrorTag, error);
        _orders.Add(1, tags);
    }

    private void Finish(Activity? activity, string operation, string? error, TimeSpan elapsed)
    {
        if (_duration.Enabled)
        {
            TagList tags = new([_broker, _environment, new(BrokerageTelemetry.OperationTag, operation)]);
            if (error is not null) tags.Add(BrokerageTelemetry.ErrorTag, error);
            _duration.Record(elapsed.TotalSeconds, tags);
        }

        if (activity is null) return;
        activity.SetTag(_broker.Key, _broker.Value).SetTag(_environment.Key, _environment.Value);
        if (error is not null) activity.SetTag(BrokerageTelemetry.ErrorTag, error).SetStatus(ActivityStatusCode.Error);
    }
}
