using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Verification.Expectations;

/// <summary>The privileges that a user must have on the rows of a table.</summary>
/// <param name="Schema">The table's schema; <see langword="null"/> for the default one.</param>
/// <param name="Table">The table.</param>
/// <param name="Privileges">The privileges that the user must have.</param>
[Experimental("SG9001")]
public sealed record TableAccess(string? Schema, string Table, TablePrivileges Privileges);
