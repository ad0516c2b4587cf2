namespace SchemaGuard.MySql.Server;

/// <summary>
/// The differences between MySQL and MariaDB that matter to migrations. Each fact is from the products' documentation and was tried on MariaDB 10.11
/// and MySQL 9.7.
/// </summary>
internal sealed record ServerCapabilities
{
    /// <summary>
    /// Gets whether a DROP TABLE of several tables is atomic. Where it is not, a crash may leave some of them, and the next start drops the rest.
    /// </summary>
    public required bool DropsSeveralAtOnce { get; init; }

    /// <summary>
    /// Gets whether CREATE OR REPLACE TABLE exists. MariaDB drops first, so that a crash may leave no table, and the statement runs again.
    /// </summary>
    public required bool ReplacesTables { get; init; }

    /// <summary>Gets whether DDL statements also accept IF EXISTS and IF NOT EXISTS inside ALTER TABLE.</summary>
    public required bool HasConditionalClauses { get; init; }

    /// <summary>Gets whether an inline REFERENCES of a column creates a foreign key; MySQL before 9 parses and ignores it.</summary>
    public required bool HonoursInlineReferences { get; init; }

    /// <summary>Gets whether JSON is a type of its own; on MariaDB it is another name for LONGTEXT with a check.</summary>
    public required bool HasJsonType { get; init; }

    /// <summary>Gets whether the names of checks are unique in the database, and not only in their table.</summary>
    public required bool ChecksAreDatabaseWide { get; init; }

    /// <summary>Gets whether CHECK constraints are enforced: MySQL does so from 8.0.16.</summary>
    public required bool EnforcesChecks { get; init; }

    /// <summary>Gets whether a default may be an expression in parentheses: MySQL from 8.0.13.</summary>
    public required bool HasExpressionDefaults { get; init; }

    /// <summary>Gets whether columns are added without rebuilding the table (ALGORITHM=INSTANT): MySQL from 8.0.12.</summary>
    public required bool AddsColumnsInstantly { get; init; }

    /// <summary>Gets whether the process list shows the progress of a statement, in per cent.</summary>
    public required bool TellsProgress { get; init; }

    /// <summary>Gets whether <c>information_schema</c> opens tables to describe them; MySQL reads its data dictionary instead.</summary>
    public required bool OpensTablesToTellOfThem { get; init; }

    /// <summary>Gets whether SUPER lets its owner write to a read-only server; MariaDB removed that from SUPER in 10.11.</summary>
    public required bool WritesReadOnlyBySuper { get; init; }

    /// <summary>Gets whether a server of this product may be a node of a Galera cluster, on which GET_LOCK holds on one node only.</summary>
    public required bool MayBeGalera { get; init; }

    public static ServerCapabilities Of(ServerProduct server)
    {
        var isMariaDb = server.IsMariaDb;
        return new ServerCapabilities
        {
            DropsSeveralAtOnce = !isMariaDb,
            ReplacesTables = isMariaDb,
            HasConditionalClauses = isMariaDb,
            HonoursInlineReferences = isMariaDb || server.Version.Major >= 9,
            HasJsonType = !isMariaDb,
            ChecksAreDatabaseWide = !isMariaDb,
            EnforcesChecks = isMariaDb || server.Version >= new Version(8, 0, 16),
            HasExpressionDefaults = isMariaDb || server.Version >= new Version(8, 0, 13),
            AddsColumnsInstantly = isMariaDb || server.Version >= new Version(8, 0, 12),
            TellsProgress = isMariaDb,
            OpensTablesToTellOfThem = isMariaDb,
            WritesReadOnlyBySuper = !isMariaDb || server.Version < new Version(10, 11),
            MayBeGalera = true,
        };
    }
}
