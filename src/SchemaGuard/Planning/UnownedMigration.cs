using SchemaGuard.History;

namespace SchemaGuard.Planning;

/// <summary>A migration that this build does not have and of which something is done or in doubt.</summary>
/// <param name="Row">The row of the migration.</param>
/// <param name="Finding">The finding if nothing is applying the migration any more.</param>
/// <param name="MayStay">Whether this build works with what the migration creates.</param>
internal sealed record UnownedMigration(HistoryRow Row, Finding Finding, bool MayStay);
