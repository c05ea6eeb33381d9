namespace Brokerage;

/// <summary>The words of the question about a large order (<see cref="OrderConfirmationOptions"/>).</summary>
public static class OrderConfirmation
{
    /// <summary>Who asks: <see cref="Question.Source"/>.</summary>
    public const string Source = "order-confirmation";

    /// <summary>The answer that lets it go.</summary>
    public const string Yes = "yes";

    /// <summary>The answer that rejects it.</summary>
    public const string No = "no";
}
