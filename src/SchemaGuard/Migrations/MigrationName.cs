namespace SchemaGuard.Migrations;

/// <summary>The information that a file name gives about a migration.</summary>
/// <param name="Stem">The file name without <c>.sql</c>, <c>.up.sql</c> or <c>.down.sql</c>: the name by which people know the
/// migration.</param>
/// <param name="Version">The version; <see langword="null"/> for a repeatable migration.</param>
/// <param name="IsUndo">Whether the file undoes the version instead of applying it.</param>
internal sealed record MigrationName(string Stem, MigrationVersion? Version, bool IsUndo);
