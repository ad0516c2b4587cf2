using Npgsql;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Is a database with a guard and a pool of its own, put together as an application does it.</summary>
internal sealed class GuardedDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ISchemaGuard _guard;

    public GuardedDatabase(string connectionString, string folder)
        : this(folder, services => services.AddSchemaGuard().UsePostgreSql(connectionString)) { }

    /// <summary>Takes the application's own pool.</summary>
    public GuardedDatabase(NpgsqlDataSource source, string folder)
        : this(folder, services => services.AddSingleton(source).AddSchemaGuard().UsePostgreSql()) { }

    private GuardedDatabase(string folder, Func<ServiceCollection, SchemaGuardBuilder> use)
    {
        var services = new ServiceCollection();
        use(services).AddMigrations(folder);
        _services = services.BuildServiceProvider();
        _guard = _services.GetRequiredService<ISchemaGuard>();
    }

    /// <summary>Starts with nothing to do.</summary>
    public async Task StartAsync(int applied)
    {
        var report = await _guard.MigrateAsync();
        if (report.CatalogRead || report.AppliedCount != applied || report.State != SchemaState.Healthy)
        {
            throw new InvalidOperationException("The guard did not find a database that is up to date and verified.");
        }
    }

    /// <summary>Applies everything.</summary>
    public async Task ApplyAsync(int expected)
    {
        var report = await _guard.MigrateAsync();
        if (report.Applied.Count != expected || report.State != SchemaState.Healthy)
        {
            throw new InvalidOperationException("The guard did not apply every migration.");
        }
    }

    /// <summary>Starts beside others, of which any may have applied what there was.</summary>
    public async Task JoinAsync(int expected)
    {
        var report = await _guard.MigrateAsync();
        if (report.AppliedCount != expected || report.State != SchemaState.Healthy)
        {
            throw new InvalidOperationException("The guard did not find every migration applied.");
        }
    }

    /// <summary>Migrates a database with a guard that is only used for it.</summary>
    public static async Task MigrateAsync(string connectionString, string folder, int expected)
    {
        await using var guarded = new GuardedDatabase(connectionString, folder);
        await guarded.ApplyAsync(expected);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
