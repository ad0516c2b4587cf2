using SchemaGuard.Inspection;
using SchemaGuard.Planning;

namespace SchemaGuard.Assessment;

/// <summary>Is what was read of a database.</summary>
/// <param name="Plan">What its history leaves to do.</param>
/// <param name="Catalog">Its catalog, if that was read as well.</param>
internal sealed record DatabaseReading(MigrationPlan Plan, Snapshot? Catalog);
