namespace Brokerage.Fit.Kit;

internal sealed record WireAnswer(int Status, string Body = "", string? Location = null)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
