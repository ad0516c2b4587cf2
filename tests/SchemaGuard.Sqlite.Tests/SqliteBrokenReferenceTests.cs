using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Says that what refers to what is gone is told, with the object and what mends it, without a manifest, too.</summary>
public sealed class SqliteBrokenReferenceTests
{
    private const string Schema = """
        create table users (id integer primary key, name text, mail text unique);
        create table posts (id integer primary key, author integer references users (id), mail text references users (mail));
        create table log (line text);
        create view names as select id, name from users;
        create trigger posts_log after update on posts begin insert into log values (new.id); end;
        create trigger posts_gone after delete on posts begin delete from log where line = old.id; end;
        """;

    [Theory]
    [InlineData("drop table log", "posts.posts_log posts.posts_gone")]
    [InlineData("drop trigger posts_gone; drop table log", "posts.posts_log")]
    [InlineData(
        "pragma legacy_alter_table = on; drop view names; alter table users rename to old_users; drop table old_users",
        "posts.(author) posts.(mail)"
    )]
    [InlineData(
        "pragma foreign_keys = off; drop view names; create table new_users (id integer primary key, name text, mail text); "
            + "drop table users; alter table new_users rename to users",
        "posts.(mail)"
    )]
    [InlineData("pragma foreign_keys = off; drop table users; create table users (id integer primary key, mail text unique)", "names")]
    [InlineData(
        "pragma foreign_keys = off; drop view names; drop table users; create table users (number integer primary key, mail text unique)",
        "posts.(author)"
    )]
    public async Task An_object_that_refers_to_what_is_gone_is_told(string change, string targets)
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().Add("1.sql", Schema);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        (await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path))).Findings.ShouldBeEmpty();

        await database.ExecuteAsync(change);

        var findings = (await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path))).Findings;
        findings.ShouldAllBe(finding => finding.Code == FindingCodes.BrokenReference && finding.Severity == FindingSeverity.Warning);
        findings.Select(finding => finding.Target).ShouldBe(targets.Split(' '), ignoreOrder: true);
        findings.ShouldAllBe(finding => finding.Remedy!.Length > 0);
    }
}
