using System.Diagnostics;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.History;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Specification.Infrastructure;
using SchemaGuard.Startup;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>
/// The specification of bounded reads, for every database: a session that locks the history keeps its readers waiting no longer than the guard's
/// time-out.
/// </summary>
[Collection(Alone.Name)]
public abstract class BoundedReadSpecification : ProviderSpecification
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <summary>Gets the statements that keep others from reading the guard's tables until the connection is closed.</summary>
    protected abstract string LockOfHistory { get; }

    [Fact]
    public async Task A_check_a_migration_and_a_status_while_the_history_is_locked_end_in_their_time()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.Add("2_more.sql", "create table more (id integer);");
        await using var subject = Subject(database, folder);
        await using var holder = await LockAsync(database);

        await ShouldTellOfTheLockAsync(() => subject.Guard.CheckAsync(TestContext.Current.CancellationToken));
        await ShouldTellOfTheLockAsync(() => subject.Guard.GetStatusAsync(TestContext.Current.CancellationToken));
        await ShouldTellOfTheLockAsync(() => subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    /// <summary>The history is locked after the first read.</summary>
    [Fact]
    public async Task Every_read_of_the_history_is_bounded_by_itself()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var subject = Subject(database, folder);
        var services = ((DatabaseGuard)subject.Guard).Services;
        await using var probed = await new DatabaseConnector(services).OpenAsync(
            ConnectionIntent.Read,
            TestContext.Current.CancellationToken
        );
        var (history, connection) = (services.For(probed.State).History, probed.Connection!);
        await using var holder = await LockAsync(database);

        foreach (
            var read in (Func<CancellationToken, Task>[])
                [
                    ct => history.ReadAllAsync(connection, ct),
                    ct => history.ReadFromAsync(connection, 1, ct),
                    ct => history.ReadHeadAsync(connection, ct),
                    ct => history.ReadStampsAsync(connection, ct),
                    ct => services.Provider.Inspector.InspectWithAsync<HistoryRow>(connection, history.ReadAllSql, driftToken: null, ct),
                ]
        )
        {
            var watch = Stopwatch.StartNew();
            var exception = await Record.ExceptionAsync(() => read(TestContext.Current.CancellationToken));
            watch.Elapsed.ShouldBeLessThan(Longest);
            services.Provider.Classify(exception!).Kind.ShouldBe(DatabaseErrorKind.Busy);
        }
    }

    private static GuardUnderTest Subject(TestDatabase database, MigrationFolder folder) =>
        new(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => options.ConnectTimeout = options.LockTimeout = TimeSpan.FromSeconds(2)
        );

    private static async Task ShouldTellOfTheLockAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await Should.ThrowAsync<SchemaLockTimeoutException>(work);
        watch.Elapsed.ShouldBeLessThan(Longest);
    }

    private async Task<System.Data.Common.DbConnection> LockAsync(TestDatabase database)
    {
        var holder = await database.OpenAsync();
        await using var command = holder.CreateCommand();
        command.CommandText = LockOfHistory;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return holder;
    }
}
