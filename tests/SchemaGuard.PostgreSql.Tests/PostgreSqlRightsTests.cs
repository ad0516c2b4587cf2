using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says that the commands which the guard offers for a missing right give it, when an administrator runs them as they stand.</summary>
public sealed class PostgreSqlRightsTests(PostgreSqlServers servers)
{
    private const string Run = "run: ";

    [Theory]
    [InlineData("create table jobs (id integer)", "insert into jobs values (1);")]
    [InlineData("create table jobs (id integer)", "update jobs set id = 2 where id = 1;")]
    [InlineData("create table jobs (id integer)", "delete from jobs where id = 1;")]
    [InlineData("create table jobs (id integer)", "truncate jobs;")]
    [InlineData("create table jobs (id integer)", "alter table jobs add column x integer;")]
    [InlineData("create table jobs (id integer)", "create index on jobs (id);")]
    [InlineData("create table jobs (id integer)", "create policy p on jobs using (true);")]
    [InlineData("create table jobs (id integer primary key)", "create table more (id integer references jobs);")]
    [InlineData(
        "create table jobs (id integer); create function f() returns trigger language plpgsql as 'begin return new; end'",
        "create trigger t before insert on jobs for each row execute function f();"
    )]
    [InlineData("create table jobs (id serial, name text)", "insert into jobs (name) values ('x');")]
    [InlineData("create table jobs (id serial)", "alter sequence jobs_id_seq increment by 5;")]
    [InlineData("create table jobs (id integer); create index jobs_ix on jobs (id)", "drop index jobs_ix;")]
    [InlineData("create sequence s", "select nextval('s');")]
    [InlineData("create sequence s", "alter sequence s increment by 5;")]
    [InlineData("create table \"Odd Jobs\" (id integer)", "alter table \"Odd Jobs\" add column x integer;")]
    [InlineData("create schema \"My App\"; create table \"My App\".\"Jobs\" (id integer)", "insert into \"My App\".\"Jobs\" values (1);")]
    [InlineData("create schema app; create table app.jobs (id integer)", "alter table app.jobs add column x integer;")]
    [InlineData("create schema app; create table app.jobs (id integer); grant usage on schema app to public", "select * from app.jobs;")]
    [InlineData(
        "create schema app; create table app.jobs (id integer); grant usage on schema app to public",
        "do $$ begin insert into app.jobs values (1); end $$;"
    )]
    [InlineData("create schema app", "create table app.jobs (id integer);")]
    [InlineData("create schema app", "alter schema app rename to apps;")]
    [InlineData("create view v as select 1 as one", "select * from v;")]
    [InlineData("create view v as select 1 as one", "drop view v;")]
    [InlineData("create materialized view v as select 1 as one", "refresh materialized view v;")]
    [InlineData(
        "create function f(integer) returns integer language sql as 'select 1'; "
            + "create function f(text, integer[]) returns integer language sql as 'select 2'; "
            + "revoke execute on all functions in schema public from public",
        "select f(1);"
    )]
    [InlineData(
        "create procedure p(integer) language sql as 'select 1'; revoke execute on all routines in schema public from public",
        "call p(1);"
    )]
    [InlineData(
        "create function f(integer) returns integer language sql as 'select 1'; create function f(text) returns integer language sql as 'select 2'",
        "drop function f(text);"
    )]
    [InlineData(
        "create schema app; grant usage on schema app to public; create type app.\"Mood\" as enum ('sad'); revoke usage on type app.\"Mood\" from public",
        "create table a (m app.\"Mood\");"
    )]
    [InlineData("create type mood as enum ('sad')", "alter type mood add value 'glad';")]
    [InlineData("create domain name_text as text", "alter domain name_text set not null;")]
    [InlineData("select 1", "create schema other;")]
    [InlineData("select 1", "create extension if not exists pgcrypto;")]
    [InlineData("select 1", "create extension if not exists pageinspect;")]
    [InlineData("select 1", "-- schemaguard: transaction=none\ncreate database made_by_{user};")]
    [InlineData(
        "create role boss_{user}; grant create on schema public to boss_{user}",
        "create table a (id integer); alter table a owner to boss_{user};"
    )]
    [InlineData(
        "create table jobs (id integer); alter table jobs enable row level security; grant all on jobs to public",
        "insert into jobs values (1);"
    )]
    [InlineData("create table jobs (id integer); grant all on jobs to public", "copy jobs from '/dev/null';")]
    public async Task What_is_offered_helps(string setup, string script)
    {
        await using var given = await Poor.CreateAsync(servers, setup);
        using var folder = new MigrationFolder().Add("1_x.sql", given.Fill(script));

        var exception = await Should.ThrowAsync<MigrationFailedException>(() => given.MigrateAsync(folder));

        exception.Failure.ErrorCode.ShouldBe("42501");
        await given.ObeyAsync(exception.Failure.Remedy);
        (await given.MigrateAsync(folder)).State.ShouldBe(SchemaState.Healthy);
    }

    [Fact]
    public async Task Everything_that_a_start_lacks_is_told_together()
    {
        await using var given = await Poor.CreateAsync(
            servers,
            "create table jobs (id serial, name text); create schema \"App\"; create table \"App\".users (id integer); "
                + "create type mood as enum ('sad'); create view v as select 1 as one; revoke create on schema public from {user}"
        );
        using var folder = new MigrationFolder()
            .Add("1_x.sql", "create table a (id integer);\ninsert into jobs (name) values ('x');\nalter table a add column y integer;")
            .Add("2_x.sql", "alter table \"App\".users add column x integer;\ncreate table \"App\".more (id integer);")
            .Add("3_x.sql", "-- schemaguard: transaction=none\nalter type mood add value 'glad';\ndrop view v;")
            .Add("4_x.sql", "create schema other;");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() => given.MigrateAsync(folder));

        await given.ObeyAsync(exception.Failure.Remedy);
        (await given.MigrateAsync(folder)).State.ShouldBe(SchemaState.Healthy);
    }

    [Fact]
    public async Task Who_may_not_read_the_history_is_told_what_to_grant_for_both_tables_and_their_schema()
    {
        await using var given = await Poor.CreateAsync(servers, "create schema \"App\"");
        using var folder = new MigrationFolder().Add("1_x.sql", "create table a (id integer);");
        Task<SchemaReport> CheckAsync(TestDatabase database) =>
            GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path), options => options.HistorySchema = "App");
        await GuardUnderTest.MigrateAsync(
            given.Database,
            guard => guard.AddMigrations(folder.Path),
            options => options.HistorySchema = "App"
        );

        var refused = await Should.ThrowAsync<DatabaseUnreachableException>(() => CheckAsync(given.AsUser));

        await given.ObeyAsync(refused.Findings[0].Remedy);
        (await CheckAsync(given.AsUser)).State.ShouldBe(SchemaState.Healthy);
    }

    /// <summary>Is a database with a user who may only create in its default schema.</summary>
    private sealed class Poor(PostgreSqlTestDatabase database) : IAsyncDisposable
    {
        public PostgreSqlTestDatabase Database => database;

        public TestDatabase AsUser => new GivenDatabase(database.At(database.Server.Port, User));

        private string User => "poor_" + database.Name;

        public static async Task<Poor> CreateAsync(PostgreSqlServers servers, string setup)
        {
            var poor = new Poor(await servers.CreateDatabaseAsync());
            await poor.Database.ExecuteAsync($"create role {poor.User} login; grant create on schema public to {poor.User}");
            await poor.Database.ExecuteAsync(poor.Fill(setup));
            return poor;
        }

        public string Fill(string text) => text.Replace("{user}", User, StringComparison.Ordinal);

        public Task<SchemaReport> MigrateAsync(MigrationFolder folder) =>
            GuardUnderTest.MigrateAsync(AsUser, guard => guard.AddMigrations(folder.Path));

        /// <summary>Runs the commands of a remedy as an administrator would who copies them.</summary>
        public async Task ObeyAsync(string remedy)
        {
            var start = remedy.IndexOf(Run, StringComparison.Ordinal);
            start.ShouldBeGreaterThan(0, remedy);
            foreach (var part in remedy[start..].Split(Run, StringSplitOptions.RemoveEmptyEntries))
            {
                await database.ExecuteAsync(part[..(part.LastIndexOf(';') + 1)]);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await database.ExecuteAsync($"drop database if exists made_by_{User}");
            await database.ExecuteAsync($"drop owned by {User} cascade; drop role {User};");
            await database.DisposeAsync();
            await using var other = await PostgreSqlTestDatabase.CreateAsync(database.Server);
            await other.ExecuteAsync($"drop role if exists boss_{User}");
        }
    }
}
