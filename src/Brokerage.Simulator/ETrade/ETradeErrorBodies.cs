namespace Brokerage.Simulator;

/// <summary>In which form refusals leave.</summary>
public enum ETradeErrorBodies
{
    /// <summary>In JSON or XML as the call asked; a refused signature or token as a page in HTML.</summary>
    AsAsked,

    /// <summary>In XML whatever was asked for, as order endpoints were seen to do; a refused signature or token as a page in HTML.</summary>
    Xml,

    /// <summary>
    /// XML and JSON in turn, numbers of errors as text at times, and a refused signature or token in every form that was seen: the old page, the new page, an error in JSON or XML,
    /// plain text.
    /// </summary>
    Varied,
}
