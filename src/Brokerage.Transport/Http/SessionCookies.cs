using System.Net;

namespace Brokerage.Transport;

/// <summary>
/// The cookies of one session. The handler is shared by all connections of a broker, so its own jar stays off and each client brings its own.
/// </summary>
internal static class SessionCookies
{
    public static void Attach(CookieContainer jar, HttpRequestMessage message, Uri address)
    {
        string cookies = jar.GetCookieHeader(address);
        if (cookies.Length > 0) message.Headers.TryAddWithoutValidation("Cookie", cookies);
    }

    public static void Keep(CookieContainer jar, HttpResponseMessage answer, Uri address)
    {
        if (!answer.Headers.NonValidated.TryGetValues("Set-Cookie", out System.Net.Http.Headers.HeaderStringValues values)) return;
        foreach (string value in values)
        {
            try
            {
                jar.SetCookies(address, value);
            }
            catch (CookieException)
            {
                // A cookie that is malformed or for another host is not kept, as in a browser; the answer itself is fine.
            }
        }
    }
}
