using SchemaGuard.PostgreSql.Tests.Parity;
using SchemaGuard.Specification.Drift;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Says that what changes nothing gives no false alarm, and that no name is too strange.</summary>
public sealed class CatalogTests(PostgreSqlServers servers)
{
    private const string Hostile = """
        create schema "we ""quote"" it";
        create schema "dotted.schema";
        create schema "line
        feed";
        create table "we ""quote"" it"."select" ("from" integer primary key, "semi;colon" text default 'a;b''c', "order by" text);
        create index "drop table users; --" on "we ""quote"" it"."select" ("semi;colon", "order by" desc);
        create table "dotted.schema"."dotted.table" ("dotted.column" integer unique, "tab	bed" text);
        create table "line
        feed"."line
        feed" ("a
        b" integer check ("a
        b" > 0));
        create table "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü" (ü text, "日本" text[], "🙂" integer[] default '{1,2}');
        create domain "Positive" as integer check (value > 0);
        create table parts (id integer, at date, amount "Positive", twice integer generated always as (id * 2) stored,
            primary key (id, at)) partition by range (at);
        create table parts_1 partition of parts for values from ('2026-01-01') to ('2026-07-01');
        create table parts_2 partition of parts for values from ('2026-07-01') to ('2027-01-01') partition by list (id);
        create table parts_2_a partition of parts_2 default;
        create index parts_amount on parts (amount);
        create table base (id integer);
        create table heir (more text) inherits (base);
        create table "dotted.schema".schemaguard_history (day date);
        create function "odd name"("odd arg" integer, text) returns text language sql as 'select $2';
        """;

    [Theory]
    [InlineData(PostgreSqlServers.Oldest)]
    [InlineData(PostgreSqlServers.Newest)]
    public async Task No_name_is_too_strange_for_a_manifest(string version)
    {
        await using var database = await servers.CreateDatabaseAsync(version);
        await database.ExecuteAsync(Hostile);

        var manifest = await ReadAsync(database);

        (await CompareAsync(database, manifest)).ShouldBeEmpty();
        await database.ExecuteAsync("drop table \"dotted.schema\".schemaguard_history");
        (await CompareAsync(database, manifest))
            .ShouldHaveSingleItem()
            .ShouldStartWith("SG2001 Error \"dotted.schema\".schemaguard_history");
    }

    [Fact]
    public async Task What_another_session_has_made_for_itself_and_locked_is_not_waited_for()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create table jobs (id integer primary key)");
        var manifest = await ReadAsync(database);
        await using var other = await database.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = """
            create temporary table own (id serial primary key, n integer check (n > 0), unique nulls not distinct (n));
            create temporary view own_view as select id from own;
            begin; lock table own in access exclusive mode;
            """;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        (await CompareAsync(database, manifest)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_a_partition_had_before_it_became_one_keeps_its_aspects()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            """
            create table log (day date, n integer, note text) partition by range (day);
            create unique index log_ix on log (day, n) include (note) nulls not distinct;
            create table log_1 (day date not null, n integer not null, note text, constraint log_1_key unique nulls not distinct (day, n) include (note));
            alter table log attach partition log_1 for values from ('2026-01-01') to ('2027-01-01');
            """
        );
        var manifest = await ReadAsync(database);

        using var stream = new MemoryStream();
        manifest.Save(stream);
        System.Text.Encoding.UTF8.GetString(stream.ToArray()).ShouldContain("nullsNotDistinct");
        (await CompareAsync(database, manifest)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_over_spans_is_another_than_one_over_values()
    {
        await using var database = await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
        await database.ExecuteAsync(
            """
            create table stays (rooms int4range, during int4range, constraint stays_key unique (rooms, during without overlaps));
            create table visits (rooms int4range, during int4range, constraint visits_fk foreign key (rooms, period during)
                references stays (rooms, period during));
            """
        );
        var manifest = await ReadAsync(database);

        await database.ExecuteAsync(
            """
            alter table visits drop constraint visits_fk;
            alter table stays drop constraint stays_key, add constraint stays_key unique (rooms, during);
            alter table visits add constraint visits_fk foreign key (rooms, during) references stays (rooms, during);
            """
        );

        (await CompareAsync(database, manifest))
            .Select(finding => string.Join(' ', finding.Split(' ').Take(3)))
            .ShouldBe(["SG2022 Error stays.stays_key", "SG2032 Error visits.visits_fk"], ignoreOrder: true);
    }

    [Fact]
    public async Task Thousands_of_schemas_are_read_in_one_go()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            """
            do $$ begin for i in 1..2000 loop
              execute format('create schema %I create table %I (id integer primary key, name text)', 's' || i, 't' || i);
            end loop; end $$
            """
        );

        var manifest = await ReadAsync(database);

        manifest.TableCount.ShouldBe(2000);
        (await CompareAsync(database, manifest)).ShouldBeEmpty();
        await database.ExecuteAsync("alter table s1234.t1234 drop column name");
        (await CompareAsync(database, manifest)).ShouldBe(["SG2011 Error s1234.t1234.name"]);
    }

    [Theory]
    [InlineData("analyze")]
    [InlineData("vacuum full")]
    [InlineData("reindex schema public")]
    [InlineData("set default_statistics_target = 1; analyze users")]
    public async Task Care_for_the_database_gives_no_finding(string care)
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(PostgreSqlDriftCases.RichSchema);
        var manifest = await ReadAsync(database);

        await database.ExecuteAsync(care);

        (await CompareAsync(database, manifest)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(PostgreSqlServers.Oldest, PostgreSqlServers.Oldest)]
    [InlineData(PostgreSqlServers.Newest, PostgreSqlServers.Newest)]
    [InlineData(PostgreSqlServers.Oldest, PostgreSqlServers.Newest)]
    public async Task A_dump_that_is_restored_gives_no_error_also_on_a_later_version(string from, string to)
    {
        await using var source = await servers.CreateDatabaseAsync(from);
        await using var target = await servers.CreateDatabaseAsync(to);
        await source.ExecuteAsync(PostgreSqlDriftCases.RichSchema);
        await source.ExecuteAsync(
            "create table kinds (kind varchar(10) check (kind in ('a', 'b')), n numeric check (n between 0 and 10), t text default 'x' || 'y')"
        );
        var manifest = await ReadAsync(source);

        var (exit, _, error) = await DatabaseDump.PlayAsync(target, await DatabaseDump.RawAsync(source));
        exit.ShouldBe(0, error);

        // The server writes a condition like IN anew when it reads it back, with other parentheses that say nothing.
        (await CompareAsync(target, manifest)).ShouldAllBe(finding => finding.Contains("Information", StringComparison.Ordinal));
    }

    private static async Task<SchemaManifest> ReadAsync(TestDatabase database)
    {
        await using var subject = new GuardUnderTest(database, _ => { });
        var manifest = await subject.Guard.ReadManifestAsync(TestContext.Current.CancellationToken);
        using var stream = new MemoryStream();
        manifest.Save(stream);
        return SchemaManifest.Parse(stream.ToArray());
    }

    private static async Task<IReadOnlyList<string>> CompareAsync(TestDatabase database, SchemaManifest manifest)
    {
        await using var subject = new GuardUnderTest(database, _ => { });
        var now = await subject.Guard.ReadManifestAsync(TestContext.Current.CancellationToken);
        return [.. subject.Guard.Compare(manifest, now).Select(finding => $"{finding.Code} {finding.Severity} {finding.Target}")];
    }
}
