using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>
/// Records that a build found everything as it expects: as long as all three values are what they were, the same build
/// need not look again.
/// </summary>
/// <param name="Expectation">The digest of the build's migrations and requirements.</param>
/// <param name="Chain">The chain value of the history's head.</param>
/// <param name="DriftToken">The catalog's drift token.</param>
[Experimental("SG9001")]
public sealed record VerificationStamp(string Expectation, string Chain, string DriftToken);
