namespace Brokerage.TestSupport.Hostile;

/// <summary>One damaged answer, and whether all is well after it.</summary>
internal sealed class Case(HostileStage stage, HostileHandler handler)
{
    /// <summary>Asks with one answer damaged; what is wrong with what came of it, or null.</summary>
    public async Task<string?> TryAsync(Ask ask, string key, HostileAnswer hostile)
    {
        await stage.ForgetAsync();
        stage.Clock.Advance(TimeSpan.FromSeconds(3));
        handler.Play(ask.Answers, key, hostile, ask.IsStream);
        var answer = ask.Run(stage);
        if (!answer.IsCompleted && !await stage.HasComeAsync(answer, () => handler.Activity))
            return "never came to an end";
        try
        {
            return Judge(ask, key, hostile, await answer);
        }
        catch (BrokerageException failure)
        {
            return hostile.Promise is Promise.SameModel or Promise.SameFigures ? $"could not be read: {failure.Message}" : null;
        }
        catch (Exception failure)
        {
            return $"threw {failure}";
        }
    }

    private string? Judge(Ask ask, string key, HostileAnswer hostile, object? model)
    {
        // Of what has left and was not refused nobody may say that it was.
        if (model is SubmitResult.Rejected && stage.Rehearsal.Places(key) && hostile.Status < 400)
            return "was read as a refusal";
        if (hostile.Promise == Promise.NotRefused)
            return model is SubmitResult.Rejected && hostile.Status is not 429 && stage.Rehearsal.Places(key) ? "was read as a refusal" : null;
        var figures = Figures.Of(model);
        if (figures.Type != ask.Right.Type)
            return hostile.Promise is Promise.SameModel or Promise.SameFigures ? $"became {figures.Type}" : null;
        return hostile.Promise switch
        {
            not Promise.Nothing when figures.NewZero(ask.Right, ask.IsStream) is { } member => $"{member} was read as zero",
            Promise.SameModel when figures.Text != ask.Right.Text => $"became {figures.Text}\n  from {ask.Right.Text}",
            Promise.SameFigures when figures.Numbers != ask.Right.Numbers => $"became {figures.Numbers}\n  from {ask.Right.Numbers}",
            _ when hostile.NoRowLost && ask.IsList && figures.IsWhole && figures.Rows < ask.Right.Rows => "lost a row in silence",
            _ => null,
        };
    }
}
