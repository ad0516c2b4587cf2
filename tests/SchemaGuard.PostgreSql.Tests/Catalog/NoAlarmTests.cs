using SchemaGuard.PostgreSql.Tests.Parity;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Says what is no error and no warning, because the application meets no difference.</summary>
public sealed class NoAlarmTests(PostgreSqlServers servers)
{
    private const string Metrics = """
        create table metrics (day date not null, kind text) partition by range (day);
        create table metrics_2024 partition of metrics for values from ('2024-01-01') to ('2025-01-01');
        create table metrics_2025 partition of metrics for values from ('2025-01-01') to ('2026-01-01') partition by list (kind);
        create table metrics_2025_a partition of metrics_2025 for values in ('a');
        create index metrics_kind_ix on metrics (kind);
        """;

    [Fact]
    public async Task Partitions_that_retention_dropped_and_made_are_information_and_no_renamed_tables()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(Metrics);
        var manifest = await ManifestAsync(database);

        await database.ExecuteAsync(
            """
            drop table metrics_2025;
            alter table metrics detach partition metrics_2024;
            create table metrics_2026 partition of metrics for values from ('2026-01-01') to ('2027-01-01');
            """
        );
        var findings = await FindingsAsync(database, manifest);

        findings.ShouldAllBe(finding => finding.Severity == FindingSeverity.Information, Show(findings));
        findings.ShouldAllBe(finding => !finding.Message.Contains("renamed", StringComparison.Ordinal));
        findings
            .Where(finding => finding.Code == FindingCodes.PartitionsDifferent)
            .Select(finding => finding.Target)
            .ShouldBe(["metrics_2024", "metrics_2025"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_index_on_only_the_parent_is_named_with_its_partitions_and_no_error_where_the_manifest_has_it_so()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            Metrics.Replace(
                "create index metrics_kind_ix on metrics",
                "create index metrics_kind_ix on only metrics",
                StringComparison.Ordinal
            )
        );
        var manifest = await ManifestAsync(database);

        var finding = (await FindingsAsync(database, manifest)).ShouldHaveSingleItem();

        (finding.Code, finding.Severity, finding.Target).ShouldBe(
            (FindingCodes.IndexNotAttached, FindingSeverity.Information, "metrics.metrics_kind_ix")
        );
        finding.Message.ShouldEndWith("These partitions have none attached to it: metrics_2024, metrics_2025.");
        finding.Remedy.ShouldContain("CREATE INDEX CONCURRENTLY");
        finding.Remedy.ShouldContain("ATTACH PARTITION");

        await database.ExecuteAsync(
            """
            create index metrics_2024_kind_ix on metrics_2024 (kind);
            alter index metrics_kind_ix attach partition metrics_2024_kind_ix;
            create index metrics_2025_kind_ix on metrics_2025 (kind);
            alter index metrics_kind_ix attach partition metrics_2025_kind_ix;
            """
        );
        (await FindingsAsync(database, await ManifestAsync(database))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Bodies_that_differ_by_comments_and_layout_are_the_same()
    {
        await using var database = await servers.CreateDatabaseAsync();
        const string Body = "create or replace function f(n integer) returns integer language plpgsql as $$ begin {0} return n + 1; end $$";
        await database.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, Body, "-- why\n /* and how */"));
        var manifest = await ManifestAsync(database);

        await database.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, Body, "\n\n"));
        (await FindingsAsync(database, manifest)).ShouldBeEmpty();

        await database.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, Body, "n := 1;"));
        (await FindingsAsync(database, manifest)).ShouldHaveSingleItem().Severity.ShouldBe(FindingSeverity.Error);
    }

    [Fact]
    public async Task A_default_of_null_is_none_but_over_that_of_a_domain()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            """
            create domain mail as text default 'nobody';
            create table t (at timestamptz default null::timestamp, name varchar(10) default null::varchar, m mail);
            """
        );
        var manifest = await ManifestAsync(database);

        await database.ExecuteAsync("alter table t alter at drop default, alter name drop default");
        (await FindingsAsync(database, manifest)).ShouldBeEmpty();

        await database.ExecuteAsync("alter table t alter m set default null");
        (await FindingsAsync(database, manifest)).ShouldHaveSingleItem().Target.ShouldBe("t.m");
    }

    [Fact]
    public async Task Conditions_that_a_dump_writes_anew_are_no_warning()
    {
        await using var source = await servers.CreateDatabaseAsync();
        await using var target = await servers.CreateDatabaseAsync();
        await source.ExecuteAsync(
            """
            create table kinds (kind varchar(10) check (kind in ('a', 'b')), other varchar(3)[],
                n numeric check (n between 0 and 10), c char(3) check (c <> all (array['x', 'y'])));
            create index kinds_ix on kinds (n) where kind in ('a', 'b');
            """
        );
        var manifest = await ManifestAsync(source);
        var (exit, _, error) = await DatabaseDump.PlayAsync(target, await DatabaseDump.RawAsync(source));
        exit.ShouldBe(0, error);

        var findings = await FindingsAsync(target, manifest);

        findings.ShouldAllBe(finding => finding.Severity == FindingSeverity.Information, Show(findings));
        (await FindingsAsync(source, await ManifestAsync(target))).ShouldAllBe(finding => finding.Severity == FindingSeverity.Information);
    }

    [Fact]
    public async Task An_extension_may_live_in_a_schema_of_its_own()
    {
        const string Script = """
            create table t (id integer primary key, mail {0}citext not null default 'a'::{0}citext, constraint t_mail unique (mail));
            create index t_trgm on t using gin ((mail::text) {0}gin_trgm_ops);
            create function f({0}citext) returns {0}citext language sql as 'select $1';
            """;
        await using var here = await servers.CreateDatabaseAsync();
        await using var there = await servers.CreateDatabaseAsync();
        await here.ExecuteAsync("create extension citext; create extension pg_trgm;" + Script.Replace("{0}", "", StringComparison.Ordinal));
        await there.ExecuteAsync(
            "create schema extensions; create extension citext schema extensions; create extension pg_trgm schema extensions;"
                + Script.Replace("{0}", "extensions.", StringComparison.Ordinal)
        );

        foreach (var (database, manifest) in new[] { (there, await ManifestAsync(here)), (here, await ManifestAsync(there)) })
        {
            var findings = await FindingsAsync(database, manifest);
            findings.ShouldAllBe(
                finding => finding.Severity == FindingSeverity.Information || finding.Code == FindingCodes.SchemaMissing,
                Show(findings)
            );
        }
    }

    [Fact]
    public async Task A_table_more_in_the_schema_of_an_extension_respells_nothing()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            $"""
            create schema app; create extension citext; alter database {database.Name} set search_path = app, public;
            create table app.people (id integer primary key, mail citext default 'a'::citext);
            """
        );
        var manifest = await ManifestAsync(database);

        await database.ExecuteAsync("create table public.tmp (id integer)");

        var findings = await FindingsAsync(database, manifest);
        findings.ShouldAllBe(finding => finding.Severity == FindingSeverity.Information, Show(findings));
    }

    [Fact]
    public async Task A_lost_part_of_a_hash_is_an_error_for_its_rows_have_no_place()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            """
            create table orders (id integer) partition by hash (id);
            create table orders_0 partition of orders for values with (modulus 2, remainder 0);
            create table orders_1 partition of orders for values with (modulus 2, remainder 1);
            """
        );
        var manifest = await ManifestAsync(database);

        await database.ExecuteAsync("drop table orders_1");

        (await FindingsAsync(database, manifest)).ShouldContain(finding => finding.Severity == FindingSeverity.Error);
    }

    [Fact]
    public async Task A_manifest_of_a_table_and_a_schema_of_one_name_is_read_again()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            "create schema audit; create table audit (id integer primary key); create table audit.log (id integer)"
        );

        (await FindingsAsync(database, await ManifestAsync(database))).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_session_sets_does_not_show_in_what_is_read()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            """
            create table log (at timestamptz not null, line text default E'a\\b', n interval default '1 day 2 hours') partition by range (at);
            create table log_1 partition of log for values from ('2026-01-01 00:00+00') to ('2026-07-01 00:00+00');
            create schema other;
            """
        );
        var manifest = await ManifestAsync(database);

        foreach (
            var setting in new[]
            {
                "standard_conforming_strings = off",
                "quote_all_identifiers = on",
                "timezone = 'Asia/Tokyo'",
                "intervalstyle = iso_8601",
                "datestyle = german",
                "search_path = public, other",
            }
        )
        {
            await database.ExecuteAsync(
                $"do $$ begin execute format('alter database %I set {setting.Replace("'", "''", StringComparison.Ordinal)}', current_database()); end $$"
            );
            (await FindingsAsync(database, manifest)).ShouldBeEmpty(setting);
        }
    }

    [Fact]
    public async Task A_manifest_of_an_earlier_version_says_nothing_of_what_it_does_not_hold()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync(
            Metrics
                + """
                create table t (id serial primary key);
                alter sequence t_id_seq cycle;
                create rule nothing as on delete to t do instead nothing;
                create publication changes for table t;
                alter table t replica identity full;
                create schema extensions; create extension citext schema extensions; create table m (mail citext default 'a'::citext);
                """.Replace("citext ", "extensions.citext ", StringComparison.Ordinal).Replace(
                    "extension extensions.citext",
                    "extension citext",
                    StringComparison.Ordinal
                ).Replace("::citext", "::extensions.citext", StringComparison.Ordinal)
        );
        const string Earlier = """
            {
              "schema": "schemaguard/manifest/1",
              "product": "PostgreSQL",
              "version": "16",
              "schemas": { "extensions": {} },
              "extensions": { "citext": { "version": "1.6" }, "plpgsql": { "version": "1.0" } },
              "tables": {
                "m": { "columns": { "mail": { "type": "extensions.citext", "nullable": true, "default": "'a'::extensions.citext" } } },
                "metrics": {
                  "partitioning": "RANGE (day)",
                  "columns": { "day": { "type": "date", "nullable": false }, "kind": { "type": "text", "nullable": true } },
                  "indexes": { "metrics_kind_ix": { "columns": "kind" } }
                },
                "t": {
                  "columns": { "id": { "type": "integer", "nullable": false, "default": "nextval('t_id_seq'::regclass)" } },
                  "primaryKey": { "name": "t_pkey", "columns": "id" }
                }
              }
            }
            """;

        var findings = await FindingsAsync(database, SchemaManifest.Parse(System.Text.Encoding.UTF8.GetBytes(Earlier)));

        findings.ShouldAllBe(
            finding => finding.Code == FindingCodes.TableUnexpected || finding.Code == FindingCodes.ExtensionDifferent,
            Show(findings)
        );
    }

    [Fact]
    public async Task A_materialized_view_that_was_never_filled_is_told_with_the_command_that_fills_it()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create materialized view totals as select 1 as n with no data");
        await using var subject = new GuardUnderTest(database, _ => { });

        var finding = (await subject.Guard.CheckAsync(TestContext.Current.CancellationToken)).Findings.ShouldHaveSingleItem();

        (finding.Code, finding.Severity, finding.Target).ShouldBe((FindingCodes.BrokenReference, FindingSeverity.Warning, "totals"));
        finding.Remedy.ShouldEndWith("REFRESH MATERIALIZED VIEW \"public\".\"totals\"");
        await database.ExecuteAsync("refresh materialized view totals");
        (await subject.Guard.CheckAsync(TestContext.Current.CancellationToken)).Findings.ShouldBeEmpty();
    }

    private static async Task<SchemaManifest> ManifestAsync(TestDatabase database)
    {
        await using var subject = new GuardUnderTest(database, _ => { });
        using var stream = new MemoryStream();
        (await subject.Guard.ReadManifestAsync(TestContext.Current.CancellationToken)).Save(stream);
        return SchemaManifest.Parse(stream.ToArray());
    }

    private static async Task<IReadOnlyList<Finding>> FindingsAsync(TestDatabase database, SchemaManifest manifest)
    {
        using var folder = new MigrationFolder();
        var path = Path.Combine(folder.Path, "expected.json");
        await using (var file = File.Create(path))
        {
            manifest.Save(file);
        }

        return (await GuardUnderTest.CheckAsync(database, guard => guard.RequireManifest(path))).Findings;
    }

    private static string Show(IEnumerable<Finding> findings) =>
        string.Join(
            '\n',
            findings.Select(finding => $"{finding.Code} {finding.Severity} {finding.Message} [{finding.Expected}] [{finding.Actual}]")
        );
}
