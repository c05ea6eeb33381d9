namespace Brokerage.Simulator.ETrade.Orders;

/// <summary>An order as its client asks for it.</summary>
/// <param name="Type">The broker's word for its kind.</param>
/// <param name="ClientId">The client's own id; never told again.</param>
/// <param name="Spec">The terms.</param>
/// <param name="Known">Everything that the broker reads of the request, in one line: what must be the same in preview and place.</param>
internal sealed record AskedOrder(string Type, string ClientId, OrderSpec Spec, string Known);
