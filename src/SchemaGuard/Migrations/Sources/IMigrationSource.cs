namespace SchemaGuard.Migrations.Sources;

/// <summary>A source of the migrations of a module.</summary>
internal interface IMigrationSource
{
    /// <summary>Adds every migration and every problem of the source to the collector. Reads and hashes each script once.</summary>
    void Collect(MigrationCollector collector);
}
