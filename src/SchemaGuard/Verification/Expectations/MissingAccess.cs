using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Verification.Expectations;

/// <summary>Says what a user cannot do with the rows of a table.</summary>
/// <param name="Access">The table, and the privileges that are missing.</param>
/// <param name="Grant">The statements that give them, each with its semicolon.</param>
[Experimental("SG9001")]
public sealed record MissingAccess(TableAccess Access, string Grant);
