using System.Globalization;
using Brokerage.Simulator.ETrade.Access;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade;

/// <summary>The head of every answer. The date is the simulator's own, so that a client whose clock is wrong can see it.</summary>
internal sealed class AnswerHead(Randomness random, TimeProvider time)
{
    public Reply On(Reply reply)
    {
        if (reply.Done)
        {
            return reply;
        }

        var headers = new Dictionary<string, string>(reply.Headers, StringComparer.OrdinalIgnoreCase)
        {
            ["Date"] = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture),
            ["Server"] = "Apache",
            ["Cache-Control"] = "no-cache, no-store",
            ["Pragma"] = "no-cache",
            ["apiServerName"] = "sim1w1m1.etrade.com",
            ["X-ET-Trace"] = random.Trace(),
            ["Set-Cookie"] = $"JSESSIONID={random.Trace()}.tomcat1; Path=/; Secure; HttpOnly",
        };
        if (reply.Status >= 400)
        {
            // Some box in front of the broker's servers takes the word Connection out of its refusals.
            headers["Cneonction"] = "close";
        }

        return reply with { Headers = headers };
    }
}
