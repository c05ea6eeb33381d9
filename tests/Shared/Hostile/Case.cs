namespace Brokerage.TestSupport.Hostile;

/// <summary>One damaged answer, and whether all is well after it.</summary>
internal sealed class Case(HostileStage stage, HostileHandler handler)
{
    /// <summary>Asks with one answer damaged; what is wrong with what came of it, or null.</summary>
    public async Task<string?> TryAsync(Ask ask, string key, HostileAnswer hostile)
    {
        await stage.ForgetAsync();
        stage.Clock.Advance(TimeSpan.FromSeconds(3));
        handler.Play(ask, key, hostile);
        var answer = ask.Run(stage);
        if (!answer.IsCompleted && !await stage.HasComeAsync(answer))
            return $"never came to an end: {stage}";
        var wrong = await JudgeAsync(ask, key, hostile, answer);
        return wrong is null && handler.Placements > 1 ? $"was sent {handler.Placements} times" : wrong;
    }

    private async Task<string?> JudgeAsync(Ask ask, string key, HostileAnswer hostile, Task<object?> answer)
    {
        try
        {
            var model = await answer;
            return Untrue(ask, key, hostile, model) ?? Judge(ask, key, hostile, model);
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

    // Of what has left and was not refused nobody may say that it was; nor of what is not there that it is, or of what may be there that it is not.
    private string? Untrue(Ask ask, string key, HostileAnswer hostile, object? model) => model switch
    {
        SubmitResult.Rejected when stage.Rehearsal.Places(key) && hostile.Status < 400 => "was read as a refusal",
        SubmitResult.Rejected when ask.Lost is not null && handler.Placements > 0 => "was called refused, and nobody has answered",
        SubmitResult.Rejected when ask.IsThere is true && handler.Placements > 0 && !hostile.TellsOtherwise => "was called refused, and it is there",
        SubmitResult.Placed or Sighting.Found when ask.IsThere is false => "was called placed, and it is not there",
        Sighting.NotSeen { ProvesAbsence: true } when ask.IsThere is true || !stage.Rehearsal.MayProveAbsence(key, hostile) => "was called absent, and nothing proves it",
        _ => null,
    };

    private string? Judge(Ask ask, string key, HostileAnswer hostile, object? model)
    {
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
            _ when hostile.NoRowLost && ask.IsList && key.Contains(ask.RowsIn ?? "", StringComparison.Ordinal) && figures.IsWhole && figures.Rows < ask.Right.Rows => "lost a row in silence",
            _ => null,
        };
    }
}
