namespace Brokerage;

/// <summary>Secrets with the version of their record, so that two owners cannot overwrite each other's renewal.</summary>
/// <param name="Secrets">The secrets.</param>
/// <param name="Version">Grows by one with each renewal that was stored.</param>
public readonly record struct VersionedSecrets(ConnectionSecrets Secrets, long Version);
