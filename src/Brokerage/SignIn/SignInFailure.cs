namespace Brokerage;

/// <summary>Why a sign-in did not end in a connection. Each has its own text for users.</summary>
public enum SignInFailure
{
    /// <summary>The answer is none: it names no sign-in.</summary>
    Malformed = 0,

    /// <summary>No such sign-in was begun, or long ago.</summary>
    NotFound = 1,

    /// <summary>It was answered before: a page that was loaded again, or somebody who copied the address.</summary>
    AlreadyUsed = 2,

    /// <summary>It took too long.</summary>
    Expired = 3,

    /// <summary>Another user began it.</summary>
    OtherUser = 4,

    /// <summary>It was begun for another broker: the answer came to the wrong path.</summary>
    OtherBroker = 5,

    /// <summary>It was begun for another environment.</summary>
    OtherEnvironment = 6,

    /// <summary>The answer came to another address than the one that was asked for.</summary>
    OtherAddress = 7,

    /// <summary>The user said no at the broker's page.</summary>
    Denied = 8,

    /// <summary>The broker refused the answer.</summary>
    Refused = 9,

    /// <summary>Somebody else logged in than the connection belongs to.</summary>
    OtherSubject = 10,

    /// <summary>The login sees other accounts than the connection had.</summary>
    OtherAccounts = 11,

    /// <summary>The connection to renew is not there any more, or is another user's.</summary>
    NoConnection = 12,

    /// <summary>The broker could not be asked; the user may begin again.</summary>
    BrokerFailed = 13,
}
