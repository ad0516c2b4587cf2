using SchemaGuard.MySql.Tests.KillMatrix;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Adoption;

/// <summary>Says how a folder that a shell script had run, errors ignored, comes under a guard: on an empty database and on the one that it had made.</summary>
public sealed class WorkflowAdoptionTests(MySqlServers servers)
{
    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task On_an_empty_database_the_columns_that_are_there_already_are_told(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = Folder();

        var refused = await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database, folder));
        var report = await MigrateAsync(database, folder, ExistingObjectPolicy.Verify);
        var again = await MigrateAsync(database, folder);

        refused.Failure.Location.ShouldEndWith("20251121_add_output_mode_to_workflows.sql:1:1");
        refused.Failure.Remedy.ShouldContain("ExistingObjectPolicy.Verify");
        Adopted(report).ShouldBe(["20251121_add_output_mode_to_workflows", "20251121_add_pr_url_to_workflows"]);
        report.AppliedCount.ShouldBe(14);
        again.State.ShouldBe(SchemaState.Healthy);
        again.Applied.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task On_the_database_that_the_scripts_had_made_everything_counts_as_done(string product)
    {
        await using var made = await CreateWithoutHistoryAsync(product);
        await using var empty = await servers.CreateDatabaseAsync(product);
        using var folder = Folder();
        await made.ExecuteAsync("insert into workflows (workflow_type, task_description) values ('feature', 'x')");
        var before = await DumpAsync(made);

        var report = await MigrateAsync(made, folder, ExistingObjectPolicy.Verify);
        await MigrateAsync(empty, folder, ExistingObjectPolicy.Verify);
        await empty.ExecuteAsync("insert into workflows (workflow_type, task_description) values ('feature', 'x')");
        await empty.ExecuteAsync("update workflows set created_at = '2026-01-01', updated_at = '2026-01-01'");
        await made.ExecuteAsync("update workflows set created_at = '2026-01-01', updated_at = '2026-01-01'");

        report.State.ShouldBe(SchemaState.Healthy);
        report.AppliedCount.ShouldBe(14);
        Adopted(report).Distinct(StringComparer.Ordinal).Count().ShouldBe(10);
        DatabaseDump.Difference(before.Split("1 rows")[0], (await DumpAsync(made)).Split("1 rows")[0]).ShouldBeNull();
        DatabaseDump.Difference(await DumpAsync(empty), await DumpAsync(made)).ShouldBeNull();
        (await MigrateAsync(made, folder)).Applied.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Where_a_table_was_changed_by_hand_it_is_shown_and_nothing_after_it_runs(string product)
    {
        await using var made = await CreateWithoutHistoryAsync(product);
        await made.ExecuteAsync("alter table module_settings modify module_name varchar(100) not null");
        using var folder = Folder();

        var exception = await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(made, folder, ExistingObjectPolicy.Verify));

        exception.Failure.Migration.ShouldBe("20251114_add_module_settings");
        exception.Failure.DatabaseText.ShouldContain("table `module_settings` exists and is different: `module_name` varchar(100)");
        exception.Failure.DatabaseText.ShouldContain("where the statement says `module_name` varchar(255)");
        exception.Failure.AppliedBefore.Count.ShouldBe(2);
    }

    private static string[] Adopted(SchemaReport report) =>
        [.. report.Findings.Where(finding => finding.Code == FindingCodes.Adopted).Select(finding => finding.Target)];

    private static MigrationFolder Folder()
    {
        var folder = new MigrationFolder();
        foreach (var (name, script) in WorkflowScripts.All)
        {
            folder.Add(name, script);
        }

        return folder;
    }

    private static Task<SchemaReport> MigrateAsync(
        TestDatabase database,
        MigrationFolder folder,
        ExistingObjectPolicy onExisting = ExistingObjectPolicy.Refuse
    ) =>
        GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path).RequireTables(WorkflowScripts.Tables),
            options => options.OnExisting = onExisting
        );

    private static async Task<string> DumpAsync(MySqlTestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        return await DatabaseDump.OfAsync(connection, TestContext.Current.CancellationToken);
    }

    /// <summary>Runs every file with the server's client, which goes on after an error, as the server's own start script did.</summary>
    private async Task<MySqlTestDatabase> CreateWithoutHistoryAsync(string product)
    {
        var database = await servers.CreateDatabaseAsync(product);
        foreach (var script in WorkflowScripts.All.Values)
        {
            await database.Server.RunAsync(database.Server.Installation.Client, ["--force", database.Name], script);
        }

        return database;
    }
}
