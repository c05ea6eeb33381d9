using static Microsoft.AspNetCore.Http.StatusCodes;

namespace Brokerage.AspNetCore.Problems;

/// <summary>Why a sign-in made no connection: a code and a sentence of its own for each failure.</summary>
internal static class SignInProblems
{
    /// <summary>The code of a failure, as problems and the query of <see cref="BrokerageEndpointOptions.ReturnTo"/> give it.</summary>
    public static string CodeOf(SignInFailure failure) => "SignIn" + failure;

    /// <summary>The problem of a failure.</summary>
    /// <param name="failed">How it ended.</param>
    /// <param name="answer">What the user had answered with; null where the broker sent him back.</param>
    public static Problem Of(SignInOutcome.Failed failed, SignInAnswer? answer = null)
    {
        var (status, sentence) = Row(failed.Failure, answer);
        return new Problem(status, CodeOf(failed.Failure), sentence) { Error = failed.Error };
    }

    // What was refused is spent: the user should neither look for a typing mistake in a code that is gone nor send the same once more.
    private static string Refusal(SignInAnswer? answer) => answer switch
    {
        SignInAnswer.Code => "The broker did not take this code. A code is good once and for a few minutes: begin again to get a new one.",
        SignInAnswer.Keys => "The broker did not take these keys. Begin again.",
        _ => "The broker did not take the answer. Begin again.",
    };

    private static (int Status, string Sentence) Row(SignInFailure failure, SignInAnswer? answer) => failure switch
    {
        SignInFailure.Malformed => (Status400BadRequest, "This names no sign-in."),
        SignInFailure.NotFound => (Status404NotFound, "No such sign-in was begun, or it was long ago. Begin again."),
        SignInFailure.AlreadyUsed => (Status409Conflict, "This sign-in was answered before. If that was you, you are connected."),
        SignInFailure.Expired => (Status410Gone, "It took too long. Begin again."),
        SignInFailure.OtherUser => (Status403Forbidden, "Somebody else began this sign-in."),
        SignInFailure.OtherBroker => (Status400BadRequest, "This sign-in was begun for another broker."),
        SignInFailure.OtherEnvironment => (Status400BadRequest, "This sign-in was begun for another environment."),
        SignInFailure.OtherAddress => (Status400BadRequest, "The answer came to another address than the one that was asked for."),
        SignInFailure.Denied => (Status403Forbidden, "You did not allow it at the broker."),
        SignInFailure.Refused => (Status422UnprocessableEntity, Refusal(answer)),
        SignInFailure.OtherSubject => (Status409Conflict, "Somebody else logged in than this connection belongs to. It is as it was."),
        SignInFailure.OtherAccounts => (Status409Conflict, "This login sees other accounts than the connection had. It is as it was."),
        SignInFailure.NoConnection => (Status404NotFound, "The connection to renew is not there any more."),
        SignInFailure.BrokerFailed => (Status502BadGateway, "The broker could not be asked. Begin again."),
        _ => (Status502BadGateway, "The sign-in failed."),
    };
}
