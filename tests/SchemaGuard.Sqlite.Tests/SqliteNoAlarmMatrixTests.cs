using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SchemaGuard.Specification.Drift;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Is the matrix of what is done to a healthy file: no error, and no warning.</summary>
public sealed class SqliteNoAlarmMatrixTests
{
    private const string First = """
        create table users (id integer primary key, name text not null default 'x', kind text, n integer, constraint positive check (n > 0), unique (name));
        create index users_kind on users (kind, n desc) where n is not null;
        create table posts (id integer primary key, author integer not null references users (id) on delete cascade);
        create view names as select id, name from users;
        create trigger a after insert on users begin delete from posts where author = new.id; end;
        create trigger b after insert on users begin delete from posts where id = new.id; end;
        """;

    private const string Second = """
        create table posts (id integer primary key, author integer not null references users (id) on delete cascade);
        create table old (n integer, kind text, id integer primary key, gone text, name text not null default 'x',
            unique (name), constraint positive check (n > 0));
        alter table old rename to users;
        alter table users drop column gone;
        create trigger b after insert on users begin delete from posts where id = new.id; end;
        create trigger a after insert on users begin delete from posts where author = new.id; end;
        create view names as select id, name from users;
        create index users_kind on users (kind, n desc) where n is not null;
        """;

    private static readonly Dictionary<string, (string Script, Func<SqliteTestDatabase, SqliteTestDatabase, Task> Make)> Cases = new(
        StringComparer.Ordinal
    )
    {
        ["a dump that the shell played"] = (SqliteDriftCases.RichSchema, DumpAsync),
        ["VACUUM INTO"] = (SqliteDriftCases.RichSchema, (source, target) => source.ExecuteAsync($"vacuum into '{target.File}'")),
        ["an online backup"] = (SqliteDriftCases.RichSchema, BackupAsync),
        ["the same script"] = (SqliteDriftCases.RichSchema, (_, target) => target.ExecuteAsync(SqliteDriftCases.RichSchema)),
        ["the same objects, made in another order"] = (First, (_, target) => target.ExecuteAsync(Second)),
        ["another encoding and page size"] = (
            First,
            (_, target) => target.ExecuteAsync("pragma encoding = 'UTF-16le'; pragma page_size = 8192; " + First)
        ),
    };

    public static TheoryData<string> Rows => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_healthy_file_gives_no_alarm(string done)
    {
        await using var source = new SqliteTestDatabase();
        await using var target = new SqliteTestDatabase();
        await source.ExecuteAsync(Cases[done].Script);
        await using var folder = await ManifestFolder.OfAsync(source);

        await Cases[done].Make(source, target);
        var found = await folder.FindAsync(target);

        found.ShouldAllBe(
            finding => finding.Severity == FindingSeverity.Information,
            string.Join('\n', found.Select(finding => finding.Message))
        );
    }

    [Fact]
    public async Task A_view_over_a_function_that_only_the_application_loads_is_no_broken_reference()
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync(
            """
            create table gone (id integer);
            create table log (line text);
            create view counted as select value from of_application(1, 10);
            create view above as select * from counted;
            create view broken as select * from gone;
            create trigger log_gone after insert on log begin insert into gone (id) values (1); end;
            """
        );
        await using var folder = await ManifestFolder.OfAsync(database);
        await database.ExecuteAsync("drop table gone");

        var found = await folder.FindAsync();

        found
            .Where(finding => finding.Severity == FindingSeverity.Error)
            .Select(finding => finding.Target)
            .ShouldBe(["gone"], string.Join('\n', found.Select(finding => finding.Message)));
        var alone = (await GuardUnderTest.CheckAsync(database, _ => { })).Findings;
        alone
            .Where(finding => finding.Code == FindingCodes.BrokenReference)
            .Select(finding => finding.Target)
            .ShouldBe(["broken", "log.log_gone"], ignoreOrder: true);
    }

    private static async Task DumpAsync(SqliteTestDatabase source, SqliteTestDatabase target)
    {
        const string Shell = "/usr/bin/sqlite3";
        Assert.SkipUnless(File.Exists(Shell), "The shell of SQLite is not installed.");
        var dump = await RunAsync([source.File, ".dump"], input: null);
        await RunAsync([target.File], dump);

        async Task<string> RunAsync(string[] arguments, string? input)
        {
            using var process = Process.Start(
                new ProcessStartInfo(Shell, arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.StandardInput.WriteAsync(input ?? "");
            process.StandardInput.Close();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            (await error).ShouldBeEmpty();
            return await output;
        }
    }

    private static async Task BackupAsync(SqliteTestDatabase source, SqliteTestDatabase target)
    {
        await using var from = (SqliteConnection)await source.OpenAsync();
        await using var to = (SqliteConnection)await target.OpenAsync();
        from.BackupDatabase(to);
    }
}
