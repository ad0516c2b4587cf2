using SchemaGuard.Hosting;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Is a database with a guard that verifies a manifest at each start: it writes no stamp, so that the catalog is read each time.</summary>
internal sealed class VerifiedDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ISchemaGuard _guard;
    private SchemaReport? _seen;

    public VerifiedDatabase(string connectionString, string folder, string manifest)
    {
        var services = new ServiceCollection();
        services.AddSchemaGuard().UsePostgreSql(connectionString).AddMigrations(folder).RequireManifest(manifest);
        _services = services.BuildServiceProvider();
        _guard = _services.GetRequiredService<ISchemaGuard>();
    }

    /// <summary>Reads history and catalog and compares both.</summary>
    public async Task StartAsync()
    {
        var report = await _guard.CheckAsync();
        if (!report.CatalogRead || report.State != SchemaState.Healthy || report.Findings.Count > 0)
        {
            throw new InvalidOperationException("The guard did not verify the database in full, or found a difference.");
        }
    }

    /// <summary>Looks as the monitor does while the application runs.</summary>
    public async Task LookAsync()
    {
        var guard = _services.GetRequiredService<RegisteredGuards>().Guards[0];
        _seen = await guard.LookAsync(_seen ?? await guard.CheckAsync(), CancellationToken.None);
        if (_seen.State != SchemaState.Healthy || _seen.Findings.Count > 0)
        {
            throw new InvalidOperationException("The monitor found a difference.");
        }
    }

    /// <summary>Verifies with a container, a guard and a pool of its own.</summary>
    public static async Task StartAnewAsync(string connectionString, string folder, string manifest)
    {
        await using var anew = new VerifiedDatabase(connectionString, folder, manifest);
        await anew.StartAsync();
    }

    /// <summary>Writes the manifest of a database as it is.</summary>
    public static async Task WriteManifestAsync(string connectionString, string folder, string path)
    {
        var services = new ServiceCollection();
        services.AddSchemaGuard().UsePostgreSql(connectionString).AddMigrations(folder);
        await using var provider = services.BuildServiceProvider();
        await using var file = File.Create(path);
        (await provider.GetRequiredService<ISchemaGuard>().ReadManifestAsync()).Save(file);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
