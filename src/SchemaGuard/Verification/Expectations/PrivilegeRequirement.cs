namespace SchemaGuard.Verification.Expectations;

/// <summary>The privileges that the application must have on tables.</summary>
/// <param name="Privileges">The privileges.</param>
/// <param name="Tables">The tables, as <c>table</c> or <c>schema.table</c>; an empty list for every table that the guard requires.</param>
internal sealed record PrivilegeRequirement(TablePrivileges Privileges, IReadOnlyList<string> Tables);
