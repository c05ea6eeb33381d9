using Microsoft.Extensions.Logging;

namespace Brokerage;

/// <summary>What all sources of secrets share.</summary>
internal sealed record TokenContext(SecretVault Vault, ISecretWatcher Watcher, TokenOptions Options, TimeProvider Time, Func<double> Chance, ILogger Logger);
