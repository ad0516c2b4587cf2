using Npgsql;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says how PostgreSQL's search path, rights, locks and transactions bear on looking at what IF NOT EXISTS leaves.</summary>
public sealed class PostgreSqlSkippedTests(PostgreSqlServers servers)
{
    [Fact]
    public async Task A_new_table_is_looked_for_where_it_would_go_and_a_column_and_an_index_where_their_table_is_found()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            "create schema a; create schema b; create table b.t (id int); create table b.u (id int, c text); create index ix on b.u (c)"
        );
        var through = new ProxiedDatabase(database, database.Server.Port) { Suffix = ";Search Path=a,b" };

        var told = await MigrateAsync(
            through,
            "create table if not exists t (id uuid primary key);\nalter table u add column if not exists c int;\ncreate index if not exists ix on u (id);"
        );

        told.ShouldBe(["SG1015 2:1", "SG1015 3:1"]);
        (await database.NumberAsync("select count(*) from pg_tables where schemaname = 'a' and tablename = 't'")).ShouldBe(1);
        (await database.NumberAsync(PostgreSqlSkippedCases.Remains)).ShouldBe(0);
    }

    [Theory]
    [InlineData("grant temporary", true)]
    [InlineData("revoke temporary", false)]
    public async Task The_right_to_make_temporary_tables_is_enough_and_without_it_nothing_is_said(string change, bool isTold)
    {
        await using var database = await servers.CreateDatabaseAsync();
        var role = $"maker_{database.Name}";
        await database.ExecuteAsync(
            $"create role {role} login; grant create on schema public to {role}; create table p (id int primary key); "
                + $"create table t (id int); alter table p owner to {role}; alter table t owner to {role}; "
                + $"{change} on database {database.Name} {(isTold ? "to" : "from")} public; revoke create on database {database.Name} from public"
        );
        try
        {
            var poor = new GivenDatabase(database.At(database.Server.Port, role));

            var told = await MigrateAsync(poor, "create table if not exists t (id int, p int references p);\ninsert into t values (1);");

            told.ShouldBe(isTold ? ["SG1015 1:1"] : []);
            (await database.NumberAsync("select count(*) from t")).ShouldBe(1);
        }
        finally
        {
            await database.ExecuteAsync($"drop owned by {role} cascade; drop role {role}");
        }
    }

    [Theory]
    [InlineData("insert into p values (7)", "SG1012 1:1")]
    [InlineData("lock table p in access exclusive mode", null)]
    public async Task Who_writes_to_what_a_key_refers_to_is_not_waited_for_and_who_locks_it_only_keeps_the_comparison_away(
        string held,
        string? expected
    )
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            "create table p (id int primary key); create table t (id int, p int references p); create table u (id int)"
        );
        await using var holder = await HoldAsync(database, held);

        var told = await MigrateAsync(
            database,
            "create table if not exists t (id int, p int references p);\ninsert into u values (1);",
            options => options.StatementLockTimeout = TimeSpan.FromSeconds(1)
        );

        told.ShouldBe(expected is null ? [] : [expected]);
        (await database.NumberAsync("select count(*) from u")).ShouldBe(1);
    }

    [Fact]
    public async Task A_migration_that_is_tried_again_tells_it_once()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create table busy (id int); create table t (id int)");
        await using var holder = await HoldAsync(database, "lock table busy");

        var migrating = MigrateAsync(
            database,
            "create table if not exists t (id int);\ncreate table if not exists t (id text);\ninsert into busy values (1);",
            options => options.StatementLockTimeout = TimeSpan.FromMilliseconds(200)
        );
        var attempts = new HashSet<long>();
        while (attempts.Count < 2 && !migrating.IsCompleted)
        {
            attempts.Add(
                await database.NumberAsync(
                    "select coalesce(max(split_part(virtualtransaction, '/', 2)::bigint), 0) from pg_locks where not granted and relation = 'busy'::regclass"
                )
            );
            attempts.Remove(0);
        }

        await holder.DisposeAsync();

        (await migrating).ShouldBe(["SG1012 1:1", "SG1015 2:1"]);
    }

    [Fact]
    public async Task Settings_and_savepoints_of_the_script_are_as_they_were_and_an_audit_of_definitions_keeps_nothing()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            """
            create schema app; create table app.t (id int); create table audit (what text);
            create function note() returns event_trigger language plpgsql as
              'begin insert into public.audit select object_identity from pg_event_trigger_ddl_commands(); end';
            create event trigger noting on ddl_command_end execute function note();
            """
        );

        var told = await MigrateAsync(
            database,
            """
            set local search_path = app;
            insert into t values (1);
            savepoint mine;
            insert into t values (2);
            create table if not exists t (id int, name text);
            rollback to savepoint mine;
            create table made (id int);
            """
        );

        told.ShouldBe(["SG1015 5:1"]);
        (await database.NumberAsync("select count(*) from app.t where id = 1")).ShouldBe(1);
        (await database.NumberAsync("select count(*) from app.t")).ShouldBe(1);
        (await database.NumberAsync("select count(*) from app.made")).ShouldBe(0);
        (await database.NumberAsync("select count(*) from audit where what ~ 'temp|schemaguard_[0-9]'")).ShouldBe(0);
    }

    [Fact]
    public async Task In_a_script_outside_transactions_each_statement_is_looked_at_as_it_comes()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create table t (a int, c int); create index ix on t (a); create table u (id text)");
        const string Script =
            "create index concurrently if not exists ix on t (a);\ncreate table if not exists u (id int);\nalter table t add column if not exists c int;";
        using var folder = new MigrationFolder().Add("1_x.sql", Script);

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => options.OnExisting = ExistingObjectPolicy.Verify
            )
        );
        (exception.Failure.Statement, exception.Failure.StatementsDone).ShouldBe((2, 1));

        (await MigrateAsync(database, Script)).ShouldBe(["SG1012 3:1", "SG1015 2:1"], ignoreOrder: true);
        (await database.NumberAsync(PostgreSqlSkippedCases.Remains)).ShouldBe(0);
    }

    [Theory]
    [InlineData("alter table t add column if not exists a int, add column if not exists made int", "a int", null)]
    [InlineData("alter table t add column if not exists a int, add column if not exists made int", "a text", "SG1015 1:1")]
    [InlineData("alter table t add column if not exists a int, alter column id set not null", "a int", null)]
    public async Task A_statement_that_does_something_besides_is_not_said_to_be_done_already(
        string statement,
        string column,
        string? expected
    )
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync($"create table t (id int, {column})");

        (await MigrateAsync(database, statement)).ShouldBe(expected is null ? [] : [expected]);
    }

    /// <summary>Migrates one script.</summary>
    /// <returns>What is told of its statements: the code, and where.</returns>
    private static async Task<IEnumerable<string>> MigrateAsync(
        TestDatabase database,
        string script,
        Action<SchemaGuardOptions>? options = null
    )
    {
        using var folder = new MigrationFolder().Add("1_x.sql", script);
        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path), options);
        report.Applied.Count.ShouldBe(1);
        return report.Findings.Select(finding => $"{finding.Code} {finding.Location!.Split("1_x.sql:")[1]}").Order(StringComparer.Ordinal);
    }

    /// <summary>Runs a statement and keeps its transaction open.</summary>
    private static async Task<NpgsqlConnection> HoldAsync(PostgreSqlTestDatabase database, string statement)
    {
        var connection = (NpgsqlConnection)await database.OpenAsync();
        await using var command = new NpgsqlCommand($"begin; {statement}", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
