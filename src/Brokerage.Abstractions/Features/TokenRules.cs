namespace Brokerage;

/// <summary>How long a login at a broker lasts, as a broker documents it; what holds for one login is <see cref="TokenLife"/>.</summary>
/// <param name="Renewal">What renewing means.</param>
/// <param name="Evidence">Where it stands.</param>
public sealed record TokenRules(Renewal Renewal, Evidence Evidence)
{
    /// <summary>How long an access token lives; null where it does not expire, or the broker does not say.</summary>
    public TimeSpan? AccessLife { get; init; }

    /// <summary>
    /// After how long a person must log in again, counted from the login; one day where tokens end at midnight. Null where nobody need
    /// come back, or the broker does not say.
    /// </summary>
    public TimeSpan? LoginLife { get; init; }

    /// <summary>The IANA time zone at whose midnight a login ends; null where no midnight ends it.</summary>
    public string? EndsAtMidnightIn { get; init; }

    /// <summary>How long a token may lie idle before it must be woken up.</summary>
    public TimeSpan? IdleLimit { get; init; }

    /// <summary>For people: which kind of login this is about, where a broker has several.</summary>
    public string? Note { get; init; }
}
