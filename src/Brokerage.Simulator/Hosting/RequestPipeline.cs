using Brokerage.Simulator.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Brokerage.Simulator.Hosting;

/// <summary>What happens to every request: it is read, logged, met by a fault perhaps, handled and answered.</summary>
internal sealed class RequestPipeline(RequestLog log, FaultInjector faults, TimeProvider time)
{
    private const int LargestBody = 1 << 20;

    /// <summary>How the broker refuses for too many requests; used by the fault of that name.</summary>
    public Func<Call, Reply> RateLimited { get; set; } = _ => Reply.Empty(429);

    /// <summary>The last hand on every answer of the broker.</summary>
    public Func<Reply, Reply> Finish { get; set; } = reply => reply;

    public async Task RunAsync(HttpContext context, Func<Call, Task<Reply>> handle)
    {
        var body = await ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        var entry = log.Add(context.Request, body);
        var fault = faults.Next(context.Request.Method, context.Request.Path + context.Request.QueryString);
        entry.Fault = fault?.Kind;

        var call = new Call(context, body);
        var reply = await BeforeAsync(fault, call).ConfigureAwait(false);
        if (reply is null && !context.RequestAborted.IsCancellationRequested)
        {
            reply = Finish(await HandleAsync(call, handle, entry).ConfigureAwait(false));
            reply = await AfterAsync(fault, reply, context).ConfigureAwait(false);
        }

        if (reply is null || reply.Status == 0)
        {
            return;
        }

        entry.Status = reply.Status;
        if (reply.Done)
        {
            return;
        }

        await WriteAsync(context, reply, cut: fault?.Kind is FaultKind.Cut).ConfigureAwait(false);
    }

    // A mistake of the simulator must be seen: the log keeps it, and the client gets a plain sentence.
    private static async Task<Reply> HandleAsync(Call call, Func<Call, Task<Reply>> handle, LoggedRequest entry)
    {
        try
        {
            return await handle(call).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            entry.Failure = e;
            return new Reply(500, System.Text.Encoding.UTF8.GetBytes("The simulator failed: " + e.Message), "text/plain; charset=utf-8");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is 0 or null && !request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (buffer.Length + read > LargestBody)
            {
                throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private async Task<Reply?> BeforeAsync(FaultRule? fault, Call call)
    {
        switch (fault?.Kind)
        {
            case FaultKind.DropBefore:
                call.Context.Abort();
                return Reply.Dropped;
            case FaultKind.DelayBefore:
                // A caller who gives up does not stop a broker that has his request already.
                await Task.Delay(fault.Delay, time, CancellationToken.None).ConfigureAwait(false);
                return null;
            case FaultKind.RateLimited:
                return Finish(RateLimited(call));
            case FaultKind.HtmlBefore:
                return ProxyPage(fault.Status);
            case FaultKind.Refuse:
                return Written(fault);
            default:
                return null;
        }
    }

    private async Task<Reply?> AfterAsync(FaultRule? fault, Reply reply, HttpContext context)
    {
        switch (fault?.Kind)
        {
            case FaultKind.DropAfter:
                context.Abort();
                return Reply.Dropped;
            case FaultKind.DelayAfter:
                await Task.Delay(fault.Delay, time, CancellationToken.None).ConfigureAwait(false);
                return reply;
            case FaultKind.HtmlAfter:
                return ProxyPage(fault.Status);
            case FaultKind.Empty:
                return reply with { Body = ReadOnlyMemory<byte>.Empty };
            case FaultKind.EmptyRow:
                return Rows.WithoutFirst(reply);
            case FaultKind.Replace:
                return Written(fault);
            default:
                return reply;
        }
    }

    private static Reply Written(FaultRule fault)
    {
        var reply = Reply.Json(fault.Status, System.Text.Encoding.UTF8.GetBytes(fault.Body ?? ""));
        return fault.Body?.TrimStart() is ['<', ..] ? reply with { ContentType = "application/xml" } : reply;
    }

    private static Reply ProxyPage(int status) =>
        Reply.Html(status, $"<html>\r\n<head><title>{status}</title></head>\r\n<body>\r\n<center><h1>{status}</h1></center>\r\n</body>\r\n</html>\r\n");

    private static async Task WriteAsync(HttpContext context, Reply reply, bool cut)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        if (reply.Reason is { } reason && context.Features.Get<IHttpResponseFeature>() is { } head)
        {
            head.ReasonPhrase = reason;
        }

        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        if (reply.Status is 204 or 304)
        {
            return;
        }

        response.ContentType = reply.ContentType;
        response.ContentLength = reply.Body.Length;
        if (!cut)
        {
            await response.Body.WriteAsync(reply.Body, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        await response.Body.WriteAsync(reply.Body[..(reply.Body.Length / 2)], context.RequestAborted).ConfigureAwait(false);
        await response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        context.Features.Get<IHttpRequestLifetimeFeature>()?.Abort();
    }
}
