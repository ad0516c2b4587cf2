using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Verification.Expectations;

/// <summary>The privileges that a user lacks on the rows of a table.</summary>
/// <param name="Access">The table and the missing privileges.</param>
/// <param name="Grant">The statements that grant them, each with its semicolon.</param>
[Experimental("SG9001")]
public sealed record MissingAccess(TableAccess Access, string Grant);
