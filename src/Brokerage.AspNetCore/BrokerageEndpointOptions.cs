using Microsoft.AspNetCore.Http;

namespace Brokerage.AspNetCore;

/// <summary>Settings of the endpoints that <c>MapBrokerage</c> maps.</summary>
public sealed class BrokerageEndpointOptions
{
    /// <summary>
    /// Who is asking, from what the application's own login has put into the request: for instance
    /// <c>context => context.User.FindFirstValue(ClaimTypes.NameIdentifier)</c>. Must be set. Whoever it returns null or "" for is refused.
    /// It must never read what the caller can choose, such as a header or the query.
    /// </summary>
    public Func<HttpContext, string?>? UserId { get; set; }

    /// <summary>
    /// Lets anybody on this machine call the endpoints, for samples and programs of one user: no authorisation is asked for, and where
    /// <see cref="UserId"/> is not set or returns null, the connections that belong to nobody are served. Who is not logged in is served on
    /// loopback alone, under a loopback name. Default: no.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>
    /// The application's public address (<c>https://app.example/</c>), before the path of the endpoints. Null takes it from the request, which behind
    /// a proxy needs forwarded headers and everywhere a list of allowed hosts.
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>
    /// The application's own page (<c>/settings</c>) to which a browser is sent after a broker's callback, with <c>signIn=connected</c> and the
    /// connection's id, or <c>signIn=failed</c> and a code in its query. Null answers in JSON.
    /// </summary>
    public string? ReturnTo { get; set; }

    /// <summary>How long a prepared order waits for its submit, unless its broker forgets it earlier. Default: 5 minutes.</summary>
    public TimeSpan PreparationLife { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How many prepared orders one user may have waiting, and of how many that were submitted the whole answer is kept; the oldest gives way, and of
    /// one that was submitted the journal answers from then on. Default: 50.
    /// </summary>
    public int PreparationsPerUser { get; set; } = 50;

    /// <summary>What users may connect. Nothing else can be signed in to here, and only these have a path for callbacks.</summary>
    public IReadOnlyList<SignInOffer> Offers => _offers;

    private readonly List<SignInOffer> _offers = [];

    /// <summary>Lets users connect a broker. Where one environment is offered with several registrations, sign-ins name the one they mean.</summary>
    /// <param name="broker">The broker.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="application">The name of the application's registration at the broker.</param>
    /// <param name="hasCallback">False where the user types a code instead of being sent back.</param>
    public BrokerageEndpointOptions Offer(BrokerId broker, string environment, string application, bool hasCallback = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(environment);
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        _offers.Add(new SignInOffer(broker, environment, application, hasCallback));
        return this;
    }
}
