namespace SchemaGuard;

/// <summary>
/// The guard of one database. The gate calls it at start; the command line and the application can call it at any time.
/// Thread-safe.
/// </summary>
public interface ISchemaGuard
{
    /// <summary>Gets the guard's name; <c>default</c> if it was registered without one.</summary>
    string Name { get; }

    /// <summary>Gets what the gate does with this guard at start.</summary>
    StartupMode Startup { get; }

    /// <summary>
    /// Gets the latest report in this process: that of the start, of a migration or of the monitor; <see langword="null"/> if there is none
    /// yet. Never touches the database.
    /// </summary>
    SchemaReport? LastReport { get; }

    /// <summary>Gets what the guard is doing now: nothing, unless a start or a migration is in progress. Never touches the database.</summary>
    GuardActivity Activity { get; }

    /// <summary>
    /// Compares the history, the catalog and the invariants in full with what this build needs. Writes nothing, and never throws because of
    /// what it finds.
    /// </summary>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="SchemaGuardConfigurationException">The configuration or the migration files are wrong.</exception>
    /// <exception cref="DatabaseUnreachableException">The database cannot be reached.</exception>
    Task<SchemaReport> CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the history and the pending migrations. Writes nothing.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="SchemaGuardConfigurationException">The configuration or the migration files are wrong.</exception>
    /// <exception cref="DatabaseUnreachableException">The database cannot be reached.</exception>
    Task<SchemaStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads how large the tables are, as far as the catalog tells: rows are never counted. The list contains the tables that are guarded, in the
    /// order of their names, without the guard's own and without single partitions, and the required tables that do not exist. Writes nothing.
    /// </summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The tables; what the server does not tell this user is <see langword="null"/>.</returns>
    /// <exception cref="SchemaGuardConfigurationException">The configuration or a manifest is wrong.</exception>
    /// <exception cref="DatabaseUnreachableException">The database cannot be reached.</exception>
    Task<IReadOnlyList<TableStatistics>> ReadTableStatisticsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads what the server tells about the progress of the statement that a migration is executing at this moment, in this process or in another
    /// one. Makes one short attempt on a connection of its own, and waits for nothing.
    /// </summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>
    /// The progress; <see langword="null"/> if nothing is running, if the server does not tell how far it is, or if it does not answer within two
    /// seconds.
    /// </returns>
    Task<StatementProgress?> ReadProgressAsync(CancellationToken cancellationToken = default);

    /// <summary>Plans what <see cref="MigrateAsync"/> would do. Writes nothing.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="SchemaGuardConfigurationException">The configuration or the migration files are wrong.</exception>
    /// <exception cref="DatabaseUnreachableException">The database cannot be reached.</exception>
    Task<MigrationPlan> PlanAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the manifests of all modules of this guard, combined.</summary>
    /// <returns>The manifest; <see langword="null"/> if none is required.</returns>
    /// <exception cref="InvalidDataException">A file is not a manifest.</exception>
    SchemaManifest? ReadRequiredManifest();

    /// <summary>Compares two manifests. Touches no database.</summary>
    /// <param name="expected">The schema that is expected.</param>
    /// <param name="actual">The schema that is compared with it.</param>
    /// <returns>A finding for each difference, most severe first.</returns>
    IReadOnlyList<Finding> Compare(SchemaManifest expected, SchemaManifest actual);

    /// <summary>Reads the live catalog as a manifest, which can then serve as the expected schema. Writes nothing.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="DatabaseUnreachableException">The database cannot be reached.</exception>
    /// <exception cref="SchemaUnhealthyException">The database does not exist.</exception>
    Task<SchemaManifest> ReadManifestAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Applies this build's migrations to an empty scratch database and reads the resulting schema as a manifest. The scratch database is
    /// removed afterwards; the guard's own database is not touched.
    /// </summary>
    /// <param name="cancellationToken">Stops between statements.</param>
    /// <exception cref="SchemaGuardConfigurationException">The configuration or the migration files are wrong.</exception>
    /// <exception cref="DatabaseUnreachableException">The server cannot be reached, or does not allow a scratch database to be created.</exception>
    /// <exception cref="MigrationFailedException">A migration failed on an empty database.</exception>
    Task<SchemaManifest> ReplayManifestAsync(CancellationToken cancellationToken = default);

    /// <summary>Applies the pending migrations and verifies the database, whatever <see cref="SchemaGuardOptions.Startup"/> says.</summary>
    /// <param name="progress">Receives each statement as it begins.</param>
    /// <param name="cancellationToken">Stops between statements. What is committed stays, and a later call continues from there.</param>
    /// <returns>The report of a database on which this build may run.</returns>
    /// <exception cref="SchemaGuardConfigurationException">The configuration or the migration files are wrong.</exception>
    /// <exception cref="DatabaseUnreachableException">The database cannot be reached.</exception>
    /// <exception cref="SchemaLockTimeoutException">Another program held the lock for too long.</exception>
    /// <exception cref="MigrationFailedException">A migration failed.</exception>
    /// <exception cref="SchemaUnhealthyException">The database is not as this build needs it.</exception>
    Task<SchemaReport> MigrateAsync(IProgress<MigrationProgress>? progress = null, CancellationToken cancellationToken = default);
}
