namespace SchemaGuard.Specification.Infrastructure;

/// <summary>A guard in a container of its own, as in an application.</summary>
public sealed class GuardUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public GuardUnderTest(TestDatabase database, Action<SchemaGuardBuilder> configure, Action<SchemaGuardOptions>? options = null)
    {
        var services = new ServiceCollection();
        configure(
            database.Use(
                services.AddSchemaGuard(set =>
                {
                    set.ConnectTimeout = TimeSpan.FromSeconds(5);
                    set.LockTimeout = TimeSpan.FromSeconds(20);
                    set.ApplicationName = "spec";
                    options?.Invoke(set);
                })
            )
        );
        _services = services.BuildServiceProvider();
    }

    public ISchemaGuard Guard => _services.GetRequiredService<ISchemaGuard>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>Migrates in a container that lives for this call only.</summary>
    public static async Task<SchemaReport> MigrateAsync(
        TestDatabase database,
        Action<SchemaGuardBuilder> configure,
        Action<SchemaGuardOptions>? options = null
    )
    {
        await using var subject = new GuardUnderTest(database, configure, options);
        return await subject.Guard.MigrateAsync(cancellationToken: Xunit.TestContext.Current.CancellationToken);
    }

    /// <summary>Checks in a container that lives for this call only.</summary>
    public static async Task<SchemaReport> CheckAsync(
        TestDatabase database,
        Action<SchemaGuardBuilder> configure,
        Action<SchemaGuardOptions>? options = null
    )
    {
        await using var subject = new GuardUnderTest(database, configure, options);
        return await subject.Guard.CheckAsync(Xunit.TestContext.Current.CancellationToken);
    }
}
