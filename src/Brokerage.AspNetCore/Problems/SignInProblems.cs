using static Microsoft.AspNetCore.Http.StatusCodes;

namespace Brokerage.AspNetCore.Problems;

/// <summary>Why a sign-in made no connection: a code and a sentence of its own for each failure.</summary>
internal static class SignInProblems
{
    /// <summary>The code of a failure, as problems and the query of <see cref="BrokerageEndpointOptions.ReturnTo"/> give it.</summary>
    public static string CodeOf(SignInFailure failure) => "SignIn" + failure;

    public static Problem Of(SignInOutcome.Failed failed)
    {
        var (status, sentence) = Row(failed.Failure);
        return new Problem(status, CodeOf(failed.Failure), sentence) { Error = failed.Error };
    }

    private static (int Status, string Sentence) Row(SignInFailure failure) => failure switch
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
        SignInFailure.Refused => (Status422UnprocessableEntity, "The broker did not take the answer."),
        SignInFailure.OtherSubject => (Status409Conflict, "Somebody else logged in than this connection belongs to. It is as it was."),
        SignInFailure.OtherAccounts => (Status409Conflict, "This login sees other accounts than the connection had. It is as it was."),
        SignInFailure.NoConnection => (Status404NotFound, "The connection to renew is not there any more."),
        SignInFailure.BrokerFailed => (Status502BadGateway, "The broker could not be asked. Begin again."),
        _ => (Status502BadGateway, "The sign-in failed."),
    };
}
