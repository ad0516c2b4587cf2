using System.Data.Common;

namespace SchemaGuard.Execution.Progress;

/// <summary>The part of a batch that belongs to one migration.</summary>
/// <param name="Planned">The migration.</param>
/// <param name="Numbers">The numbers of its statements that are in the batch, from 1.</param>
internal sealed record BatchPart(PlannedMigration Planned, IReadOnlyDictionary<DbBatchCommand, int> Numbers);
