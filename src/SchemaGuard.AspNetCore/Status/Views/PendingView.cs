namespace SchemaGuard.AspNetCore.Status.Views;

/// <summary>A pending migration.</summary>
/// <param name="Migration">The migration.</param>
/// <param name="Plan">How it will run; <see langword="null"/> if the plan could not be made.</param>
internal sealed record PendingView(PendingMigration Migration, PlannedMigration? Plan);
