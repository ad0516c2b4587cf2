using SchemaGuard.Inspection;

namespace SchemaGuard.Assessment;

/// <summary>The result of reading a database.</summary>
/// <param name="Plan">The plan of what is pending according to the history.</param>
/// <param name="Catalog">The catalog, if it was read as well.</param>
internal sealed record DatabaseReading(MigrationPlan Plan, Snapshot? Catalog);
