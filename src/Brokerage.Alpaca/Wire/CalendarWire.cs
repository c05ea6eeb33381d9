namespace Brokerage.Alpaca.Wire;

/// <summary>One day of GET /v2/calendar; times are New York wall clock, "09:30" for the session and "0400" for the whole day.</summary>
internal sealed record CalendarDayWire
{
    public DateOnly? Date { get; init; }
    public string? Open { get; init; }
    public string? Close { get; init; }
    public string? SessionOpen { get; init; }
    public string? SessionClose { get; init; }
}
