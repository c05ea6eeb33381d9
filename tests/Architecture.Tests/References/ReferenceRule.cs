namespace Brokerage.Architecture.Tests.References;

/// <summary>What one package may reference: packages of ours, packages of others, and the web framework.</summary>
internal sealed record ReferenceRule(string[] Ours, string[] Outside, bool AspNetCore = false);
