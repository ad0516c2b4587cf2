using System.Net.Sockets;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The specification of how the gate holds back a real application with a real Kestrel, for every database.</summary>
public abstract class GateSpecification : ProviderSpecification
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_listens_and_no_other_service_starts_before_the_verdict(bool concurrent)
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2).Add("0003_endless.sql", EndlessStatement);
        var port = FreePort();
        await using var app = TestProcess.StartApp(
            database,
            folder,
            ("URLS", $"http://127.0.0.1:{port}"),
            ("Concurrent", concurrent ? "true" : "false"),
            ("SchemaGuard__StatementTimeout", "1500ms"),
            ("Logging__LogLevel__SchemaGuard", "Debug")
        );

        await app.WaitForAsync("applied 0002_step");
        (await IsListeningAsync(port)).ShouldBeFalse();
        app.Output.ShouldNotContain("EAGER SERVICE STARTED");
        (await app.ExitAsync()).ShouldBe(ExitCodes.MigrationFailed, app.Output + app.Error);

        app.Output.ShouldNotContain("EAGER SERVICE STARTED");
        app.Output.ShouldNotContain("LISTENING");
        app.Error.ShouldContain("0003_endless");
    }

    [Fact]
    public async Task A_healthy_database_lets_the_application_listen_and_health_says_healthy()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        var url = $"http://127.0.0.1:{FreePort()}";
        await using var app = TestProcess.StartApp(database, folder, ("URLS", url));

        await app.WaitForAsync("LISTENING");
        app.Output.ShouldContain("LISTENING " + url);
        using var client = new HttpClient();
        var health = await client.GetStringAsync(new Uri(url + "/health"), TestContext.Current.CancellationToken);

        health.ShouldBe("Healthy");
        app.Output.ShouldContain("EAGER SERVICE STARTED, schema Healthy");
    }

    [Fact]
    public async Task A_refusal_ends_with_its_exit_code_the_reason_on_stderr_and_in_the_termination_log()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        var log = Path.Combine(folder.Path, "termination-log");
        await File.WriteAllTextAsync(log, "", TestContext.Current.CancellationToken);
        await using var app = TestProcess.StartApp(
            database,
            folder,
            ("SchemaGuard__RequireTables__0", "workflows"),
            ("SchemaGuard__TerminationLogPath", log)
        );

        (await app.ExitAsync()).ShouldBe(ExitCodes.Unhealthy, app.Error);

        app.Error.ShouldContain("SchemaGuard refused to start this app.");
        app.Error.ShouldContain("SG2001  Table 'workflows' is required and does not exist.");
        (await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken)).ShouldContain("Table 'workflows' is required");
        app.Output.ShouldNotContain("LISTENING");
    }

    [Fact]
    public async Task Every_configuration_error_is_reported_at_once_with_exit_code_2()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await using var app = TestProcess.StartApp(
            database,
            folder,
            ("SchemaGuard__Startup", "Migrat"),
            ("SchemaGuard__LockTimout", "5s"),
            ("SchemaGuard__HistoryTable", "x; drop table y")
        );

        (await app.ExitAsync()).ShouldBe(ExitCodes.Configuration, app.Error);

        app.ErrorText.ShouldContain("SchemaGuard:Startup: 'Migrat' is not a valid value. Write one of ");
        app.Error.ShouldContain("Did you mean LockTimeout?");
        app.Error.ShouldContain("HistoryTable");
    }

    [Fact]
    public async Task Verbs_run_inside_the_application_without_starting_it()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        await using var app = TestProcess.Start(
            Programs.TestApp,
            ["schemaguard", "migrate", "--format", "json"],
            [
                ("Provider", database.Provider),
                ("SchemaGuard__ConnectionString", database.ConnectionString),
                ("SchemaGuard__Migrations", folder.Path),
                ("Logging__LogLevel__Default", "Trace"),
            ]
        );

        (await app.ExitAsync()).ShouldBe(ExitCodes.Ok, app.Error);

        System.Text.Json.JsonDocument.Parse(app.Output).RootElement.GetProperty("schema").GetString().ShouldBe("schemaguard/migrate/1");
        app.Error.ShouldContain("begins 0001_step, 2 of 3");
        app.Output.ShouldNotContain("LISTENING");
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(2);
    }

    [Fact]
    public async Task An_application_that_is_stopped_says_what_it_had_begun()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1).Add("0002_endless.sql", EndlessStatement);
        await using var app = TestProcess.StartApp(database, folder);
        await app.WaitForAsync("begins 0002_endless, 3 of 3");

        using var stop = System.Diagnostics.Process.Start(
            "kill",
            ["-TERM", app.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]
        );

        (await app.ExitAsync()).ShouldBe(ExitCodes.Cancelled, app.Error);
        // The signal may arrive before the statement itself has begun.
        app.Error.ShouldContain("The last step: statement ");
    }

    /// <summary>Gets a statement that does not end by itself within minutes.</summary>
    protected abstract string EndlessStatement { get; }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> IsListeningAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
