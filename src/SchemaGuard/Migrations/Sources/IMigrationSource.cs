namespace SchemaGuard.Migrations.Sources;

/// <summary>Brings the migrations of one place into a module.</summary>
internal interface IMigrationSource
{
    /// <summary>Adds every migration of the source, and every problem it has, to the collector. Reads and hashes each script once.</summary>
    void Collect(MigrationCollector collector);
}
