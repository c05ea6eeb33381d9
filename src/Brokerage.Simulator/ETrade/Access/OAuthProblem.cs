using System.Globalization;

namespace Brokerage.Simulator.ETrade.Access;

/// <summary>
/// The broker's words for what is wrong with a signature or a token. The first five were seen on its wire; the others are those of the
/// vocabulary that it follows.
/// </summary>
internal static class OAuthProblem
{
    public static OAuthRefusal SignatureInvalid() => new("signature_invalid");

    public static OAuthRefusal TokenRejected() => new("token_rejected");

    public static OAuthRefusal KeyRejected() => new("consumer_key_rejected");

    public static OAuthRefusal CallbackRejected() => new("callback_rejected,oauth_acceptable_callback=oob");

    public static OAuthRefusal TimestampRefused(long from, long to) =>
        new(string.Create(CultureInfo.InvariantCulture, $"timestamp_refused,oauth_acceptable_timestamps={from}-{to}"));

    /// <summary>A token that slept for two hours: no source shows the word.</summary>
    public static OAuthRefusal TokenAsleep() => new("token_expired");

    public static OAuthRefusal NonceUsed() => new("nonce_used");

    public static OAuthRefusal ParameterAbsent(string name) => new("parameter_absent,oauth_parameters_absent=" + name);

    public static OAuthRefusal VersionRejected() => new("version_rejected,oauth_acceptable_versions=1.0-1.0");

    public static OAuthRefusal MethodRejected() => new("signature_method_rejected");
}
