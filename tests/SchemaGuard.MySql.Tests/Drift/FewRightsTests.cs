using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Says that an application whose user may only read and write rows starts on a database that is as its manifest says.</summary>
public sealed class FewRightsTests(MySqlServers servers)
{
    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task What_the_server_keeps_from_a_user_is_told_and_is_no_error(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add(
            "001_rich.sql",
            """
            create table jobs (id int primary key, name varchar(20), seen datetime);
            create view names as select name from jobs;
            create procedure clean() delete from jobs;
            create trigger jobs_seen before insert on jobs for each row set new.seen = now();
            """
        );
        await using var writing = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        await writing.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        var manifest = Path.Combine(folder.Path, "schema.manifest.json");
        await using (var file = File.Create(manifest))
        {
            (await writing.Guard.ReadManifestAsync(TestContext.Current.CancellationToken)).Save(file);
        }

        await using var user = await MySqlUser.CreateAsync(database, "right", "select, insert, update, delete");
        var report = await GuardUnderTest.CheckAsync(user.Database, guard => guard.AddMigrations(folder.Path).RequireManifest(manifest));

        report.State.ShouldBe(SchemaState.Healthy, string.Join(", ", report.Findings.Select(finding => finding.Message)));
        report.Findings.ShouldHaveSingleItem().Code.ShouldBe(FindingCodes.Unseen);
    }
}
