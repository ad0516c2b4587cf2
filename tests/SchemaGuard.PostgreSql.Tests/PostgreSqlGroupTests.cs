using System.Globalization;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what holds of migrations that go to the server together: what is left of a failure is what is left when each goes alone.</summary>
public sealed class PostgreSqlGroupTests(PostgreSqlServers servers)
{
    private const int Steps = 5;

    /// <summary>At every how-many-th piece of what goes over the wire it is cut in the usual run, from another one on for each way of cutting.</summary>
    private static int Stride => FullRun.IsOn ? 1 : 5;

    public static TheoryData<string, int> Failures { get; } =
        new(
            from kind in new[] { "statement", "commit" }
            from place in Enumerable.Range(1, Steps)
            select new TheoryDataRow<string, int>(kind, place)
        );

    [Fact]
    public async Task Small_migrations_go_several_to_a_round_trip_and_each_has_its_row_and_its_transaction()
    {
        const int Migrations = 160;
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(Migrations);
        await using var proxy = WireProxy.Start(database.Server.Host, database.Server.Port);

        var report = await GuardUnderTest.MigrateAsync(
            new ProxiedDatabase(database, proxy.Port),
            guard => guard.AddMigrations(folder.Path)
        );

        report.Applied.Count.ShouldBe(Migrations + 1);
        proxy.RoundTrips.ShouldBeLessThan(Migrations / 4);
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(Migrations + 1);
        (await database.NumberAsync("select count(distinct xmin::text) from schemaguard_history")).ShouldBe(Migrations + 1);
        (await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path))).Findings.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Whichever_of_them_fails_leaves_what_it_leaves_alone_and_is_told_in_the_same_words(string kind, int place)
    {
        await using var together = await servers.CreateDatabaseAsync();
        await using var alone = await servers.CreateDatabaseAsync();
        using var all = Scripts(kind, place, Steps);
        using var before = Scripts(kind, place, place - 1);
        await MigrateAsync(alone, before);
        using var through = Scripts(kind, place, place);

        var failed = await FailAsync(together, all);
        var expected = await FailAsync(alone, through);

        (failed.Statement, failed.ErrorCode, failed.DatabaseText, failed.Remedy).ShouldBe(
            (expected.Statement, expected.ErrorCode, expected.DatabaseText, expected.Remedy)
        );
        Place(failed, all).ShouldBe(Place(expected, through));
        failed.AppliedBefore.Count.ShouldBe(place);
        (await DumpAsync(together)).ShouldBe(await DumpAsync(alone));
    }

    [Fact]
    public async Task A_migration_that_ends_its_own_connection_is_found_among_them()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(Steps).Add("0003_step.sql", "select pg_terminate_backend(pg_backend_pid());");

        var failed = await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database, folder));

        failed.Message.ShouldContain("0003_step");
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(2);
    }

    [Fact]
    public async Task What_one_of_them_waits_for_is_waited_for_as_if_it_ran_alone()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create table held (id integer)");
        using var folder = new MigrationFolder().AddLedger(Steps).Add("0003_step.sql", "alter table held add column a integer;");
        await using var holder = await database.OpenAsync();
        await using var transaction = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = holder.CreateCommand();
        command.CommandText = "lock table held in access share mode";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var migrating = MigrateAsync(database, folder);
        while (await database.NumberAsync("select count(*) from pg_class where relname in ('step_2', 'step_4')") == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await transaction.RollbackAsync(TestContext.Current.CancellationToken);

        (await migrating).Applied.Count.ShouldBe(Steps + 1);
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(Steps - 1);
    }

    [Fact]
    public async Task What_they_have_of_the_guard_is_prepared_once_and_forgotten_at_the_end()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .AddLedger(Steps)
            .Add(
                "0099_seen.sql",
                "insert into ledger select count(*) + 1000 from pg_prepared_statements where name like 'schemaguard%' and parameter_types is not null;"
            );
        var one = new ProxiedDatabase(database, database.Server.Port) { Suffix = ";Maximum Pool Size=1;No Reset On Close=true" };

        await GuardUnderTest.MigrateAsync(one, guard => guard.AddMigrations(folder.Path));

        (await database.NumberAsync("select max(number) from ledger")).ShouldBe(1003, "the proof, the bounds and the row");
        await using var connection = new Npgsql.NpgsqlConnection(one.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from pg_prepared_statements where name like 'schemaguard%'";
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(0L);
    }

    [Theory]
    [InlineData(PieceCut.Before)]
    [InlineData(PieceCut.Within)]
    [InlineData(PieceCut.After)]
    public async Task Wherever_the_wire_is_cut_each_is_applied_once(PieceCut how)
    {
        const int Migrations = 20;
        using var folder = new MigrationFolder().AddLedger(Migrations);
        var (isCut, made) = (true, 0);
        for (var piece = 1 + ((int)how % Stride); isCut; piece += Stride)
        {
            await using var database = await servers.CreateDatabaseAsync();
            await using var proxy = CuttingProxy.Start(database.Server.Host, database.Server.Port);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var cut = proxy.CutAsync(piece, how, end.Token);

            var report = await GuardUnderTest.MigrateAsync(
                new ProxiedDatabase(database, proxy.Port) { Suffix = ";Pooling=false" },
                guard => guard.AddMigrations(folder.Path)
            );

            report.State.ShouldBe(SchemaState.Healthy, $"cut at piece {piece}");
            (await DumpAsync(database)).ShouldEndWith(
                string.Join(',', Enumerable.Range(1, Migrations)),
                Case.Sensitive,
                $"cut at piece {piece}"
            );
            isCut = cut.IsCompletedSuccessfully;
            made += isCut ? 1 : 0;
            await end.CancelAsync();
        }

        made.ShouldBeGreaterThan(10 / Stride, "cuts that were made");
    }

    private static MigrationFolder Scripts(string kind, int place, int count)
    {
        var folder = new MigrationFolder()
            .AddLedger(count)
            .Add(
                "0000_ledger.sql",
                "create table ledger (number integer not null); create table later (id integer unique deferrable initially deferred);"
            );
        return place > count
            ? folder
            : folder.Add(
                string.Create(CultureInfo.InvariantCulture, $"{place:0000}_step.sql"),
                $"create table undone (id integer);\ninsert into {(kind == "commit" ? "later values (1), (1)" : "nowhere values (1)")};\n"
            );
    }

    private static async Task<MigrationFailure> FailAsync(TestDatabase database, MigrationFolder folder) =>
        (await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database, folder))).Failure;

    private static Task<SchemaReport> MigrateAsync(TestDatabase database, MigrationFolder folder) =>
        GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => options.StatementLockTimeout = TimeSpan.FromMilliseconds(100)
        );

    private static string? Place(MigrationFailure failure, MigrationFolder folder) =>
        failure.Location?.Replace(folder.Path, "", StringComparison.Ordinal);

    private static async Task<string> DumpAsync(PostgreSqlTestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "select (select string_agg(relname, ',' order by relname) from pg_class where relnamespace = 'public'::regnamespace) || "
            + "(select string_agg(sequence || name || state || chain, ';' order by sequence) from schemaguard_history) || "
            + "(select coalesce(string_agg(number::text, ',' order by number), '') from ledger)";
        return Convert.ToString(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture)!;
    }
}
