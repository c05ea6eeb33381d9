namespace Brokerage.Fit.Kit;

internal sealed record WireRequest(string Method, string Path, string Body = "", string? Token = null);
