namespace Brokerage.Alpaca.Tests;

/// <summary>One documented operation, and how much of it is exercised.</summary>
/// <param name="Operation">As <c>GET /v2/orders/{order_id}</c>.</param>
/// <param name="IsAsked">Whether the adapter sends it.</param>
/// <param name="Takes">Names that its query and body may have.</param>
/// <param name="Sent">Those of them that the adapter sends.</param>
/// <param name="IsAnswered">Whether the simulator answers it.</param>
/// <param name="Gives">Fields that its answer may have.</param>
/// <param name="Simulated">Those of them that occur in simulated answers.</param>
/// <param name="Read">Those of them that the adapter reads.</param>
internal sealed record OperationRow(
    string Operation, bool IsAsked, int Takes, int Sent, bool IsAnswered, int Gives, int Simulated, int Read);
