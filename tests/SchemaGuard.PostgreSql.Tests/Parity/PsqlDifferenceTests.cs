using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Parity;

/// <summary>Says where a guard differs from psql on purpose: it takes what psql stumbles over, and refuses what a transaction would change.</summary>
public sealed class PsqlDifferenceTests(PostgreSqlServers servers)
{
    private const string Deferred = """
        create table p (id int primary key);
        create table c (p int references p deferrable initially deferred);
        insert into p values (1);
        insert into c values (1);
        alter table c add note text;
        """;

    [Theory]
    [InlineData("create table t (a int);\ninsert into t values (1);\u00A0", "select count(*) from t")]
    [InlineData("create table t (a int);\nCOPY t FROM stdin;\n1\n\\.", "select count(*) from t")]
    [InlineData("create table t (a int);\rCOPY t FROM stdin;\r1\r\\.\rcreate table u (a int);\r", "select count(*) from t")]
    [InlineData(
        "create table t (v text);\ninsert into t values (E'a' -- comment ;'\n  '\\';c');\ninsert into t values ('plain'\n  '\\');\n",
        "select count(*) from t where v = 'a'';c'"
    )]
    public async Task What_psql_stumbles_over_is_applied(string script, string count)
    {
        await using var played = await servers.CreateDatabaseAsync();
        await using var guarded = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("0001_script.sql", script);

        var report = await GuardUnderTest.MigrateAsync(guarded, guard => guard.AddMigrations(folder.Path));

        (await DatabaseDump.PlayAsync(played, script)).Exit.ShouldNotBe(0);
        report.State.ShouldBe(SchemaState.Healthy);
        (await guarded.NumberAsync(count)).ShouldBe(1);
    }

    [Fact]
    public async Task A_setting_that_ends_with_a_commit_in_the_middle_of_a_script_is_refused()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "0001_script.sql",
            """
            create schema s;
            begin;
            set local search_path = s;
            create table inside (a int);
            commit;
            create table outside (a int);
            """
        );

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        var finding = exception.Findings.Single(finding => finding.Code == FindingCodes.TransactionControl);
        finding.Message.ShouldBe(
            "Migration '0001_script' sets 'search_path' until the COMMIT in line 5 and continues after it. "
                + "The whole migration commits at once, so the setting would still be in effect there."
        );
        finding.Location.ShouldBe($"{Path.Combine(folder.Path, "0001_script.sql")}:3:1");
        (await database.NumberAsync("select count(*) from pg_namespace where nspname = 's'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_table_altered_before_its_deferred_constraints_are_checked_fails_at_once_with_a_remedy_that_helps()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("0001_script.sql", Deferred);

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.DatabaseText.ShouldContain("pending trigger events");
        exception.Message.ShouldContain("0001_script.sql:5:1. Deferred constraints or triggers");
        folder.Add("0001_script.sql", "-- schemaguard: transaction=none\n" + Deferred);
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).State.ShouldBe(SchemaState.Healthy);
    }

    [Fact]
    public async Task A_procedure_that_commits_fails_in_the_transaction_of_its_migration_with_a_remedy_that_helps()
    {
        const string Script = """
            create table t (a int);
            create procedure fill() language plpgsql as $$ begin for i in 1..3 loop insert into t values (i); commit; end loop; end; $$;
            call fill();
            """;
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("0001_script.sql", Script);

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Message.ShouldContain("0001_script.sql:3:1. A procedure or DO block that commits");
        (await database.HasTableAsync("t")).ShouldBeFalse();
        folder.Add("0001_script.sql", "-- schemaguard: transaction=none\n" + Script);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        (await database.NumberAsync("select count(*) from t")).ShouldBe(3);
    }
}
