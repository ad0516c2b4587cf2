using SchemaGuard.PostgreSql.Tests.Parity;
using SchemaGuard.Specification.Drift;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>
/// Is the matrix of what is done to a healthy database and of the servers that it moves between: no error, and no warning but those that are true,
/// which stand here with their reason. A table of everything that is compared (<see cref="PostgreSqlDriftCases.RichSchema"/>) goes through all of
/// it.
/// </summary>
public sealed class NoAlarmMatrixTests(PostgreSqlServers servers)
{
    private const string Old = PostgreSqlServers.Oldest;
    private const string New = PostgreSqlServers.Newest;
    private const string Restorer = "no_alarm_restorer";
    private const string Reader = "no_alarm_reader";

    private static readonly Dictionary<string, NoAlarmCase> Cases = new(StringComparer.Ordinal)
    {
        ["a dump that psql played"] = new(Rich, async (source, target) => await PlayAsync(target, await DatabaseDump.RawAsync(source))),
        ["a dump without owners and grants that another role played"] = new(
            Rich,
            async (source, target) =>
                await PlayAsync(
                    target,
                    $"set session authorization {Restorer};\n"
                        + await DatabaseDump.RawAsync(source, "--no-owner", "--no-privileges", "--no-comments")
                )
        ),
        ["a custom dump that pg_restore played"] = new(Rich, RestoreAsync),
        ["the dump of a schema alone"] = new(
            Rich,
            async (source, target) => await PlayAsync(target, await DatabaseDump.RawAsync(source, "--schema-only"))
        )
        {
            True = [(FindingCodes.BrokenReference, "totals", "a dump of the schema alone fills no materialized view")],
        },
        ["the same script"] = new(Rich, (_, target) => target.ExecuteAsync(Rich)),
        ["the same objects, made in another order"] = new(ObjectOrder.First, (_, target) => target.ExecuteAsync(ObjectOrder.Second)),
        ["another search path"] = new(Rich, (_, target) => target.ExecuteAsync(Rich)) { Path = "nowhere, public, audit" },
        ["another role reads"] = new(Rich, (_, target) => target.ExecuteAsync(Rich)) { User = Reader },
        ["another schema"] = new(
            TenantSchema.In("ta")
                + "create schema extensions; create extension citext schema extensions; create table ta.m (mail extensions.citext);",
            (_, target) =>
                target.ExecuteAsync(
                    TenantSchema.In("tb").Replace("changes_of_tb", "changes_of_ta", StringComparison.Ordinal)
                        + "create schema extensions; create extension citext schema extensions; create table tb.m (mail extensions.citext);"
                )
        )
        {
            SourcePath = "ta",
            Path = "tb",
        },
        ["partitions that came and went"] = new(
            Rich,
            (_, target) =>
                target.ExecuteAsync(
                    Rich
                        + """
                        drop table log_2026; create table log_2027 partition of log for values from ('2027-01-01') to ('2028-01-01');
                        alter table stock detach partition stock_1; create table stock_2 partition of stock for values in (2);
                        """
                )
        ),
        ["rows, statistics and upkeep"] = new(
            Rich,
            async (_, target) =>
            {
                await target.ExecuteAsync(
                    Rich
                        + "insert into users (name, login) values ('a', 'a'), ('b', 'b'); refresh materialized view totals; "
                        + "insert into parcels (size) values ('x'); analyze; reindex table users;"
                );
                await target.ExecuteAsync("vacuum full users");
                await target.ExecuteAsync("cluster users using users_name_ix");
            }
        ),
    };

    /// <summary>Gets what is done, on which server the manifest was written, and on which it is compared.</summary>
    public static TheoryData<string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var name in Cases.Keys)
            {
                rows.Add(new TheoryDataRow<string, string, string>(name, Old, Old).WithTrait(FullRun.Trait, FullRun.Only));
                rows.Add(name, Old, New);
            }

            // pg_dump of the older version reads no newer server.
            rows.Add("the same script", New, Old);
            rows.Add("the same objects, made in another order", New, Old);
            rows.Add("another schema", New, Old);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_healthy_database_gives_no_alarm(string done, string from, string to)
    {
        var row = Cases[done];
        await using var source = await servers.CreateDatabaseAsync(from);
        await using var target = await servers.CreateDatabaseAsync(to);
        await source.ExecuteAsync(row.Script);
        using var folder = new MigrationFolder();
        var manifest = await NoAlarm.WriteManifestAsync(At(source, row.SourcePath, "postgres"), folder);
        foreach (var (role, rights) in new[] { (Restorer, "superuser"), (Reader, "login") })
        {
            await target.ExecuteAsync(
                $"do $$ begin create role {role} {rights}; exception when duplicate_object or unique_violation then null; end $$"
            );
        }

        await row.Make(source, target);
        var found = await NoAlarm.FindAsync(At(target, row.Path, row.User), manifest);

        var alarms = found.Where(finding => finding.Severity != FindingSeverity.Information).ToList();
        alarms
            .Select(finding => (finding.Code, finding.Target))
            .ShouldBe(row.True.Select(truth => (truth.Code, truth.Target)), ignoreOrder: true, NoAlarm.Show(alarms));
    }

    [Fact]
    public async Task A_database_of_another_encoding_and_collation_gives_no_alarm()
    {
        await using var source = await servers.CreateDatabaseAsync();
        await using var maintenance = await servers.CreateDatabaseAsync();
        await source.ExecuteAsync(Rich);
        using var folder = new MigrationFolder();
        var manifest = await NoAlarm.WriteManifestAsync(source, folder);
        var name = $"{maintenance.Name}_latin";
        await maintenance.ExecuteAsync($"create database {name} encoding 'LATIN1' locale 'C' template template0");
        try
        {
            var target = new GivenDatabase(
                maintenance.ConnectionString.Replace($"Database={maintenance.Name}", $"Database={name}", StringComparison.Ordinal)
            );
            await target.ExecuteAsync(Rich);
            var found = await NoAlarm.FindAsync(target, manifest);

            found.ShouldAllBe(finding => finding.Severity == FindingSeverity.Information, NoAlarm.Show(found));
        }
        finally
        {
            await maintenance.ExecuteAsync($"drop database {name} with (force)");
        }
    }

    private static string Rich => PostgreSqlDriftCases.RichSchema;

    private static GivenDatabase At(PostgreSqlTestDatabase database, string? path, string user) =>
        new GivenDatabase(database.At(database.Server.Port, user) + (path is null ? "" : $";Search Path='{path}'"));

    private static async Task PlayAsync(PostgreSqlTestDatabase target, string script)
    {
        var (exit, _, error) = await DatabaseDump.PlayAsync(target, script);
        exit.ShouldBe(0, error);
    }

    private static async Task RestoreAsync(PostgreSqlTestDatabase source, PostgreSqlTestDatabase target)
    {
        var place = $"/tmp/{source.Name}.dump";
        var (exit, _, error) = await source.Server.RunAsync("pg_dump", ["--format=custom", $"--file={place}", "--dbname", source.Name]);
        exit.ShouldBe(0, error);
        try
        {
            (exit, _, error) = await target.Server.RunAsync(
                "pg_restore",
                ["--exit-on-error", "--no-owner", "--dbname", target.Name, place]
            );
            exit.ShouldBe(0, error);
        }
        finally
        {
            File.Delete(place);
        }
    }
}
