using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using FluentMigrator;
using FluentMigrator.Runner;

namespace SchemaGuard.Benchmarks.Peers;

/// <summary>Is FluentMigrator over the files of a folder. It reads no file unless its migration is pending, and no catalog but for its own table.</summary>
internal sealed class FluentClasses(string folder)
{
    public const string Name = "FluentMigrator";

    private readonly Assembly _migrations = Load(folder);

    public Peer OnPostgreSql() => new(Name, to => Migrate(to, runner => runner.AddPostgres15_0()));

    public Peer OnSqlite() => new(Name, to => Migrate(to, runner => runner.AddSQLite()));

    public Peer OnMySql() => new(Name, to => Migrate(to, runner => runner.AddMySql8()));

    private async Task Migrate(string connectionString, Action<IMigrationRunnerBuilder> add)
    {
        await using var services = new ServiceCollection()
            .AddFluentMigratorCore()
            .ConfigureRunner(runner =>
            {
                add(runner);
                runner.WithGlobalConnectionString(connectionString).ScanIn(_migrations).For.Migrations();
            })
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IMigrationRunner>().MigrateUp();
    }

    private static Assembly Load(string folder)
    {
        var migration = typeof(MigrationAttribute).GetConstructor([typeof(long), typeof(string)])!;
        return MigrationClasses.Load(
            folder,
            typeof(PeerStep),
            stem =>
                [
                    new CustomAttributeBuilder(
                        migration,
                        [long.Parse(stem[..stem.IndexOf('_', StringComparison.Ordinal)], CultureInfo.InvariantCulture), stem]
                    ),
                ]
        );
    }
}
