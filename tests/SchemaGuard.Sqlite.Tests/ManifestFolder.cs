using SchemaGuard.Specification.Infrastructure;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Holds the manifest of a database as it was, and compares databases with it.</summary>
internal sealed class ManifestFolder : IAsyncDisposable
{
    private readonly MigrationFolder _folder = new();
    private readonly SqliteTestDatabase _database;

    private ManifestFolder(SqliteTestDatabase database) => _database = database;

    private string Manifest => Path.Combine(_folder.Path, "schema.manifest.json");

    public static async Task<ManifestFolder> OfAsync(SqliteTestDatabase database)
    {
        var folder = new ManifestFolder(database);
        await using var guard = new GuardUnderTest(database, _ => { });
        await using var file = File.Create(folder.Manifest);
        (await guard.Guard.ReadManifestAsync(TestContext.Current.CancellationToken)).Save(file);
        return folder;
    }

    public async Task<IReadOnlyList<Finding>> FindAsync(SqliteTestDatabase? database = null) =>
        (await GuardUnderTest.CheckAsync(database ?? _database, guard => guard.RequireManifest(Manifest))).Findings;

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
