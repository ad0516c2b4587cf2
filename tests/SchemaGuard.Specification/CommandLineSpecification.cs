using System.Text.Json;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The specification of what release jobs rely on, for every database: verbs, exit codes, streams and documents.</summary>
public abstract class CommandLineSpecification : ProviderSpecification
{
    [Fact]
    public async Task Migrate_applies_and_writes_one_document_on_stdout_and_progress_on_stderr()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);

        var (exitCode, json, error) = await RunAsync("migrate", database, folder);

        exitCode.ShouldBe(ExitCodes.Ok, error);
        json.GetProperty("schema").GetString().ShouldBe("schemaguard/migrate/1");
        json.GetProperty("state").GetString().ShouldBe("healthy");
        json.GetProperty("applied").GetInt32().ShouldBe(3);
        json.GetProperty("appliedNow")
            .EnumerateArray()
            .Select(item => item.GetProperty("name").GetString())
            .ShouldBe(["0000_ledger", "0001_step", "0002_step"]);
        error.ShouldBe("[1/3] 0000_ledger\n[2/3] 0001_step\n[3/3] 0002_step");
    }

    [Fact]
    public async Task Check_exits_1_while_something_is_pending_and_0_after()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await database.ExecuteAsync("create table other (id integer)");

        var (before, json, _) = await RunAsync("check", database, folder);
        await RunAsync("migrate", database, folder);
        var (after, healthy, _) = await RunAsync("check", database, folder);

        before.ShouldBe(ExitCodes.Unhealthy);
        json.GetProperty("schema").GetString().ShouldBe("schemaguard/check/1");
        var finding = json.GetProperty("findings").EnumerateArray().Single();
        finding.GetProperty("code").GetString().ShouldBe("SG1001");
        finding.GetProperty("severity").GetString().ShouldBe("error");
        finding.GetProperty("remedy").GetString().ShouldNotBeNullOrEmpty();
        after.ShouldBe(ExitCodes.Ok);
        healthy.GetProperty("findings").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task A_name_with_control_characters_reaches_no_terminal_as_it_is(string format)
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_a\u001B[2J.sql", "select 1;")
            .Add("2_b.sql", "insert into \u202Enowhere\u2066 values (1);");

        await using var refused = TestProcess.StartVerb("migrate", database, folder, "--format", format);
        await refused.ExitAsync();
        File.Delete(Path.Combine(folder.Path, "1_a\u001B[2J.sql"));
        await using var failed = TestProcess.StartVerb("migrate", database, folder, "--format", format);
        (await failed.ExitAsync()).ShouldBe(ExitCodes.MigrationFailed, failed.Error);

        refused.Error.ShouldContain("\\u001B");
        foreach (var text in new[] { refused.Output, refused.Error, failed.Output, failed.Error })
        {
            text.ShouldNotContain("\u001B", Case.Sensitive);
            text.ShouldNotContain("\u202E", Case.Sensitive);
            text.ShouldNotContain("\u2066", Case.Sensitive);
        }
    }

    [Fact]
    public async Task Status_lists_applied_and_pending()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await RunAsync("migrate", database, folder);
        folder.AddLedger(2);

        var (exitCode, json, _) = await RunAsync("status", database, folder);
        await using var text = TestProcess.StartVerb("status", database, folder);

        exitCode.ShouldBe(ExitCodes.Unhealthy);
        json.GetProperty("schema").GetString().ShouldBe("schemaguard/status/1");
        json.GetProperty("history").EnumerateArray().Select(row => row.GetProperty("state").GetString()).ShouldBe(["applied", "applied"]);
        json.GetProperty("pending").EnumerateArray().Single().GetString().ShouldBe("0002_step");
        await text.ExitAsync();
        text.Output.ShouldContain("2 applied, 1 pending");
    }

    [Fact]
    public async Task Plan_and_dry_run_show_the_statements_and_write_nothing()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await database.ExecuteAsync("create table other (id integer)");

        var (planned, json, _) = await RunAsync("plan", database, folder);
        var (dry, dryJson, _) = await RunAsync("migrate", database, folder, "--dry-run");
        await using var sql = TestProcess.StartVerb("plan", database, folder, "--sql");
        await sql.ExitAsync();

        planned.ShouldBe(ExitCodes.Unhealthy);
        dry.ShouldBe(ExitCodes.Unhealthy);
        dryJson.ToString().ShouldBe(json.ToString());
        json.GetProperty("schema").GetString().ShouldBe("schemaguard/plan/1");
        var step = json.GetProperty("migrations").EnumerateArray().Last();
        step.GetProperty("transactional").GetBoolean().ShouldBe(database.RollsBackDefinitions);
        step.GetProperty("statements")
            .EnumerateArray()
            .Select(item => item.GetProperty("summary").GetString())
            .ShouldBe(["create table step_1", "insert into ledger"]);
        step.GetProperty("statements")[1].GetProperty("line").GetInt32().ShouldBe(2);
        sql.Output.ShouldContain("insert into ledger (number) values (1);");
        (await database.HasTableAsync("schemaguard_history")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_application_writes_the_same_documents()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await RunAsync("migrate", database, folder);
        folder.AddLedger(2);
        await using var application = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));

        var status = await application.Guard.GetStatusAsync(TestContext.Current.CancellationToken);
        var plan = await application.Guard.PlanAsync(TestContext.Current.CancellationToken);

        await ShouldPrintAsync("status", SchemaDocuments.OfStatus(status));
        await ShouldPrintAsync("plan", SchemaDocuments.OfPlan("default", plan));

        async Task ShouldPrintAsync(string verb, string document)
        {
            await using var process = TestProcess.StartVerb(verb, database, folder, "--format", "json");
            await process.ExitAsync();
            process.Output.ReplaceLineEndings("\n").TrimEnd().ShouldBe(document);
        }
    }

    [Fact]
    public async Task A_failed_migration_exits_4_with_the_place_and_the_line_on_stderr()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .AddLedger(1)
            .Add("0002_bad.sql", "create table a (id integer);\ninsert into nowhere (id) values (1);\n");

        var (exitCode, json, error) = await RunAsync("migrate", database, folder);

        exitCode.ShouldBe(ExitCodes.MigrationFailed);
        json.GetProperty("state").GetString().ShouldBe("failed");
        json.GetProperty("exitCode").GetInt32().ShouldBe(4);
        json.GetProperty("findings")[0]
            .GetProperty("location")
            .GetString()
            .ShouldBe($"{folder.Path}/0002_bad.sql:2:{database.ColumnOfMissingTable}");
        json.GetProperty("appliedBefore").GetArrayLength().ShouldBe(2);
        error.ShouldContain("insert into nowhere (id) values (1);");
        error.ShouldContain("^");
    }

    [Fact]
    public async Task Wrong_options_exit_2_and_say_what_is_known()
    {
        await using var process = TestProcess.StartCli("migrate", "--provider", "oracle", "--connection", "x");
        await using var missing = TestProcess.StartCli("migrate");
        await using var unknown = TestProcess.StartCli("destroy");

        await using var timeout = TestProcess.StartCli("check", "--provider", "sqlite", "--connection", "x=y", "--timeout", "abc");
        await using var empty = TestProcess.StartCli("check", "--provider", "sqlite", "--connection", "");
        await using var nothing = TestProcess.StartCli("migrate", "--provider", "sqlite", "--connection", "sqlite:///nothing.db");

        await using var noFolder = TestProcess.StartCli("check", "--provider", "sqlite", "--connection", "x=y", "--migrations", "");
        await using var noModule = TestProcess.StartCli("check", "--provider", "sqlite", "--connection", "x=y", "--module", "billing=");
        (await noFolder.ExitAsync()).ShouldBe(ExitCodes.Configuration, noFolder.Error);
        (await noModule.ExitAsync()).ShouldBe(ExitCodes.Configuration, noModule.Error);
        (await timeout.ExitAsync()).ShouldBe(ExitCodes.Configuration);
        (await empty.ExitAsync()).ShouldBe(ExitCodes.Configuration);
        (await nothing.ExitAsync()).ShouldBe(ExitCodes.Configuration);
        timeout.Error.ShouldContain("--timeout is not a number of seconds");
        empty.Error.ShouldContain("--connection is empty");
        nothing.ErrorText.ShouldContain("No migrations were given.");
        File.Exists("nothing.db").ShouldBeFalse();
        (await process.ExitAsync()).ShouldBe(ExitCodes.Configuration);
        (await missing.ExitAsync()).ShouldBe(ExitCodes.Configuration);
        (await unknown.ExitAsync()).ShouldBe(ExitCodes.Configuration);
        process.Error.ShouldContain("sqlite");
        missing.Error.ShouldContain("--provider");
        unknown.Error.ShouldBe("'destroy' is not a verb. Write one of check, status, plan, migrate, manifest, diff.");
    }

    [Fact]
    public async Task A_missing_folder_exits_2_and_names_where_it_was_looked_for()
    {
        await using var database = await CreateDatabaseAsync();
        await using var process = TestProcess.StartCli(
            "check",
            "--provider",
            database.Provider,
            "--connection",
            database.ConnectionString,
            "--migrations",
            "no-such-folder"
        );

        (await process.ExitAsync()).ShouldBe(ExitCodes.Configuration);
        process.ErrorText.ShouldContain("Migrations folder 'no-such-folder' does not exist.");
    }

    [Theory]
    [InlineData("check", "schemaguard/check/1", "Password=hunter2")]
    [InlineData("check", "schemaguard/check/1", "postgresql://app:hunter2@db/app")]
    [InlineData("chek;Password=hunter2", "schemaguard/usage/1", "")]
    [InlineData("check", "schemaguard/check/1", "--driver=Password=hunter2")]
    public async Task A_usage_error_is_a_document_too_and_shows_no_value(string verb, string schema, string stray)
    {
        await using var process = TestProcess.StartCli([verb, "--format", "json", .. stray.Length == 0 ? [] : new[] { stray }]);

        (await process.ExitAsync()).ShouldBe(ExitCodes.Configuration);

        var json = JsonDocument.Parse(process.Output).RootElement;
        json.GetProperty("schema").GetString().ShouldBe(schema);
        json.GetProperty("exitCode").GetInt32().ShouldBe(ExitCodes.Configuration);
        json.GetProperty("state").GetString().ShouldBe("misconfigured");
        json.GetProperty("problems").GetArrayLength().ShouldBeGreaterThan(0);
        process.Error.ShouldNotBeEmpty();
        (process.Output + process.Error).ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_manifest_is_not_written_to_nowhere_and_not_read_where_a_text_in_it_is_broken()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        var broken = Path.Combine(folder.Path, "broken.json");
        await File.WriteAllTextAsync(
            broken,
            "{\"schema\": \"schemaguard/manifest/1\", \"tables\": {\"a\": {\"columns\": {\"b\": {\"type\": \"\\ud800\"}}}}}",
            TestContext.Current.CancellationToken
        );
        await using var nowhere = TestProcess.StartVerb("manifest", database, folder, "--output", "", "--format", "json");
        await using var unread = TestProcess.StartVerb("check", database, folder, "--manifest", broken, "--format", "json");

        (await nowhere.ExitAsync()).ShouldBe(ExitCodes.Configuration, nowhere.Error);
        (await unread.ExitAsync()).ShouldBe(ExitCodes.Configuration, unread.Error);

        JsonDocument
            .Parse(nowhere.Output)
            .RootElement.GetProperty("message")
            .GetString()!
            .ShouldContain("--output is not the name of a file");
        JsonDocument.Parse(unread.Output).RootElement.GetProperty("message").GetString()!.ShouldContain("half a character");
    }

    [Fact]
    public async Task Modules_are_given_by_name_and_folder()
    {
        await using var database = await CreateDatabaseAsync();
        using var billing = new MigrationFolder().Add("001_x.sql", "create table invoices (id integer);");
        using var saga = new MigrationFolder().Add("001_x.sql", "create table sagas (id integer);");
        await using var process = TestProcess.StartCli(
            "migrate",
            "--provider",
            database.Provider,
            "--connection",
            database.ConnectionString,
            "--module",
            $"billing={billing.Path}",
            "--module",
            $"saga={saga.Path}",
            "--format",
            "json"
        );

        (await process.ExitAsync()).ShouldBe(ExitCodes.Ok, process.Error);
        var json = JsonDocument.Parse(process.Output).RootElement;
        json.GetProperty("appliedNow")
            .EnumerateArray()
            .Select(item => item.GetProperty("module").GetString())
            .ShouldBe(["billing", "saga"]);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task What_to_do_is_said_in_options_of_the_command_line(string format)
    {
        await using var database = await CreateDatabaseAsync();
        await using var foreign = await CreateDatabaseAsync();
        await foreign.ExecuteAsync("create table schemaguard_history (id integer)");
        using var folder = new MigrationFolder().AddLedger(2);
        using var twice = new MigrationFolder()
            .Add("001_a.sql", "create table a (id integer);")
            .Add("002_b.sql", "create table a (id integer);");
        using var deep = new MigrationFolder().Add("no_version.sql", "select 1;");
        Directory.CreateDirectory(Path.Combine(deep.Path, "sub"));
        deep.Add("sub/001_a.sql", "select 1;");
        await SayAsync("check", database, folder, format, ["--module", $"deep={deep.Path}"], "a --migrations option of its own");
        await SayAsync("check", database, folder, format, ["--manifest", "none.json"], "or correct the path");
        await SayAsync("diff", database, folder, format, ["manifest", "database"], "Write --manifest FILE");
        await SayAsync("check", database, twice, format, [], "run 'schemaguard migrate'");
        await SayAsync("check", foreign, folder, format, [], "Rename that table");
        await SayAsync("migrate", database, twice, format, [], database.Provider == "mysql" ? "--on-existing verify" : "IF NOT EXISTS");
        await SayAsync("check", database, folder, format, [], "a version above the newest applied one.", "--module NAME=DIR");
    }

    [Fact]
    public async Task What_to_do_is_said_in_an_application_as_its_code_says_it()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await database.ExecuteAsync("create table other (id integer)");
        await using var pending = StartInApplication(database, folder, "check");
        await using var manifest = StartInApplication(database, folder, "diff", "manifest", "database");
        await using var help = StartInApplication(database, folder, "check", "--help");

        (await pending.ExitAsync()).ShouldBe(ExitCodes.Unhealthy, pending.Error);
        (await manifest.ExitAsync()).ShouldBe(ExitCodes.Configuration, manifest.Error);
        (await help.ExitAsync()).ShouldBe(ExitCodes.Ok, help.Error);

        pending.Output.ShouldContain("start with StartupMode.Migrate, or run 'schemaguard migrate'");
        manifest.ErrorText.ShouldContain("Require one in the application with RequireManifest.");
        help.Output.ShouldContain("--guard");
    }

    [Fact]
    public async Task A_script_gives_no_commands_to_a_terminal_and_reaches_a_file_as_it_is()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "script(1), which gives a program a terminal, is not here.");
        const string Insert = "insert into a (b) values ('\u001B[2J\u202Ec\td');";
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("001_a.sql", "create table a\n  (b varchar(20));\n" + Insert);
        await using var redirected = TestProcess.StartVerb("plan", database, folder, "--sql");
        string[] command = ["dotnet", Programs.Cli, .. TestProcess.VerbArguments("plan", database, folder), "--sql"];
        await using var terminal = TestProcess.StartProgram(
            "/usr/bin/script",
            ["-qec", string.Join(' ', command.Select(word => $"'{word}'")), "/dev/null"]
        );

        (await redirected.ExitAsync()).ShouldBe(ExitCodes.Unhealthy, redirected.Error);
        (await terminal.ExitAsync()).ShouldBe(ExitCodes.Unhealthy, terminal.Output);

        redirected.Output.ShouldContain(Insert, Case.Sensitive);
        terminal.Output.ShouldContain("create table a\n  (b varchar(20));", Case.Sensitive);
        terminal.Output.ShouldContain("insert into a (b) values ('\\u001B[2J\\u202Ec\td');", Case.Sensitive);
    }

    /// <summary>Runs a verb that fails, and checks all of its output.</summary>
    private static async Task SayAsync(
        string verb,
        TestDatabase database,
        MigrationFolder folder,
        string format,
        string[] more,
        params string[] expected
    )
    {
        await using var process = TestProcess.StartVerb(verb, database, folder, ["--format", format, .. more]);
        (await process.ExitAsync()).ShouldNotBe(ExitCodes.Ok, process.Output);
        var said = string.Join(' ', $"{process.Output} {process.Error}".Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        OptionNames.In(said).ShouldBeEmpty(said);
        foreach (var words in expected)
        {
            said.ShouldContain(words);
        }
    }

    private static TestProcess StartInApplication(TestDatabase database, MigrationFolder folder, params string[] verb) =>
        TestProcess.Start(
            Programs.TestApp,
            ["schemaguard", .. verb],
            [
                ("Provider", database.Provider),
                ("SchemaGuard__ConnectionString", database.ConnectionString),
                ("SchemaGuard__Migrations", folder.Path),
            ]
        );

    private static async Task<(int ExitCode, JsonElement Json, string Error)> RunAsync(
        string verb,
        TestDatabase database,
        MigrationFolder folder,
        params string[] more
    )
    {
        await using var process = TestProcess.StartVerb(verb, database, folder, ["--format", "json", .. more]);
        var exitCode = await process.ExitAsync();
        return (exitCode, JsonDocument.Parse(process.Output).RootElement.Clone(), process.Error);
    }
}
