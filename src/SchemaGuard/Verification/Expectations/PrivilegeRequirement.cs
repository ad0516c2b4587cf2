namespace SchemaGuard.Verification.Expectations;

/// <summary>Is what the application must be able to do with tables.</summary>
/// <param name="Privileges">What it must be able to do.</param>
/// <param name="Tables">The tables, as <c>table</c> or <c>schema.table</c>; none for every table that the guard requires.</param>
internal sealed record PrivilegeRequirement(TablePrivileges Privileges, IReadOnlyList<string> Tables);
