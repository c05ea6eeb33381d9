namespace Brokerage.Fit.Kit;

/// <summary>The connection broke after the request had left.</summary>
internal sealed class AnswerLostException() : IOException("the connection was closed before the answer came");
