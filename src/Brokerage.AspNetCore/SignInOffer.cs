namespace Brokerage.AspNetCore;

/// <summary>A broker's environment that users may connect through these endpoints, and the registration at the broker that they do it with.</summary>
/// <param name="Broker">The broker.</param>
/// <param name="Environment">The environment's name, as <see cref="BrokerEnvironment.Name"/>. Letters, digits and <c>- _ .</c>: it stands in a path.</param>
/// <param name="Application">The name of the application's registration at the broker, as <see cref="SignInWish.Application"/>.</param>
/// <param name="HasCallback">False where the application has no callback at the broker and the user types a code instead.</param>
public sealed record SignInOffer(BrokerId Broker, string Environment, string Application, bool HasCallback = true);
