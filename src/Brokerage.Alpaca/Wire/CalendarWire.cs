namespace Brokerage.Alpaca.Wire;

/// <summary>One day of GET /v2/calendar; times are New York wall clock, "09:30" for the session and "0400" for the whole day.</summary>
internal sealed record CalendarDayWire
{
    public DateOnly? Date { get; set; }
    public string? Open { get; set; }
    public string? Close { get; set; }
    public string? SessionOpen { get; set; }
    public string? SessionClose { get; set; }
}
