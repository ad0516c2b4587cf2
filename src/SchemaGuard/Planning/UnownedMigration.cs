using SchemaGuard.History;

namespace SchemaGuard.Planning;

/// <summary>Is a migration of which something is done or in doubt, and which this build does not have.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Finding">What it means if nobody is at it any more.</param>
/// <param name="MayStay">Whether this build works with what the migration makes.</param>
internal sealed record UnownedMigration(HistoryRow Row, Finding Finding, bool MayStay);
