using SchemaGuard.Planning;

namespace SchemaGuard;

/// <summary>
/// Is the guard of one database. The gate calls it at start; the command line and the application may call it at any time.
/// Thread-safe.
/// </summary>
public interface ISchemaGuard
{
    /// <summary>Gets the guard's name; <c>default</c> if it was given none.</summary>
    string Name { get; }

    /// <summary>Gets what is known now: the report of the last start, migration or look of the monitor in this process; <see langword="null"/> before there is one. Never touches the database.</summary>
    SchemaReport? LastReport { get; }

    /// <summary>Compares history, catalog and invariants in full with what this build needs. Writes nothing and never throws for what it finds.</summary>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="SchemaGuardConfigurationException">The configuration or the migration files are wrong.</exception>
    /// <exception cref="DatabaseUnreachableException">The database cannot be reached.</exception>
    Task<SchemaReport> CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the history and what is pending. Writes nothing.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="SchemaGuardConfigurationException">The configuration or the migration files are wrong.</exception>
    /// <exception cref="DatabaseUnreachableException">The database cannot be reached.</exception>
    Task<SchemaStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Plans what <see cref="MigrateAsync"/> would do. Writes nothing.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="SchemaGuardConfigurationException">The configuration or the migration files are wrong.</exception>
    /// <exception cref="DatabaseUnreachableException">The database cannot be reached.</exception>
    Task<MigrationPlan> PlanAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets what the manifests of this guard say, all modules together; <see langword="null"/> where none is required.</summary>
    /// <exception cref="InvalidDataException">A file is no manifest.</exception>
    SchemaManifest? Manifest { get; }

    /// <summary>Compares two manifests. Touches no database.</summary>
    /// <param name="expected">What is expected.</param>
    /// <param name="actual">What is there.</param>
    /// <returns>A finding for each difference, most severe first.</returns>
    IReadOnlyList<Finding> Compare(SchemaManifest expected, SchemaManifest actual);

    /// <summary>Reads the live catalog as a manifest: the schema as it is, to be the one that is expected. Writes nothing.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="DatabaseUnreachableException">The database cannot be reached.</exception>
    /// <exception cref="SchemaUnhealthyException">The database does not exist.</exception>
    Task<SchemaManifest> ReadManifestAsync(CancellationToken cancellationToken = default);

    /// <summary>Applies this build's migrations to an empty scratch database and reads that as a manifest: the schema as the migrations make it. The scratch
    /// database is removed afterwards, and the guard's own is not touched.</summary>
    /// <param name="cancellationToken">Stops between statements.</param>
    /// <exception cref="SchemaGuardConfigurationException">The configuration or the migration files are wrong.</exception>
    /// <exception cref="DatabaseUnreachableException">The server cannot be reached, or does not let a scratch database be made.</exception>
    /// <exception cref="MigrationFailedException">A migration failed on an empty database.</exception>
    Task<SchemaManifest> ReplayManifestAsync(CancellationToken cancellationToken = default);

    /// <summary>Applies what is pending and verifies, whatever <see cref="SchemaGuardOptions.Startup"/> says.</summary>
    /// <param name="progress">Is told each statement that begins.</param>
    /// <param name="cancellationToken">Stops between statements; what is committed stays, and a later call goes on there.</param>
    /// <returns>The report of a database on which this build may run.</returns>
    /// <exception cref="SchemaGuardConfigurationException">The configuration or the migration files are wrong.</exception>
    /// <exception cref="DatabaseUnreachableException">The database cannot be reached.</exception>
    /// <exception cref="SchemaLockTimeoutException">Another program held the lock for too long.</exception>
    /// <exception cref="MigrationFailedException">A migration failed.</exception>
    /// <exception cref="SchemaUnhealthyException">The database is not what this build needs.</exception>
    Task<SchemaReport> MigrateAsync(IProgress<MigrationProgress>? progress = null, CancellationToken cancellationToken = default);
}
