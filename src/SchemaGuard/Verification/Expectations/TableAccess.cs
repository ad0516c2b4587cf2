using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Verification.Expectations;

/// <summary>Says what a user must be able to do with the rows of a table.</summary>
/// <param name="Schema">The table's schema; <see langword="null"/> for the default one.</param>
/// <param name="Table">The table.</param>
/// <param name="Privileges">What the user must be able to do.</param>
[Experimental("SG9001")]
public sealed record TableAccess(string? Schema, string Table, TablePrivileges Privileges);
