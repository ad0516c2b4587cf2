using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Hosting;
using SchemaGuard.Specification.Infrastructure;
using SchemaGuard.TestTooling;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>
/// Says what the gate does where something else than its own process has started the application: tools that only read it, and tests that run it.
/// </summary>
public sealed class ToolingTests
{
    private const string Project = "SchemaGuard.TestTooling";

    [Fact]
    public async Task A_build_that_starts_the_application_for_its_document_succeeds_without_a_database_and_says_that_the_gate_is_off()
    {
        using var folder = new MigrationFolder();
        var project = Path.Combine(Programs.Repository, "tests", Project);
        var configuration = Programs.TestApp.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

        // What was written is not written again.
        File.Delete(Path.Combine(project, "obj", Project + ".OpenApiFiles.cache"));
        await using var build = TestProcess.StartProgram(
            "dotnet",
            [
                "build",
                project,
                "--no-restore",
                "--no-dependencies",
                "--configuration",
                configuration,
                "--verbosity",
                "normal",
                "-nodeReuse:false",
                "-p:OpenApiDocumentsDirectory=" + folder.Path,
            ]
        );

        (await build.ExitAsync()).ShouldBe(0, build.Output + build.Error);
        build.Output.ShouldContain("SchemaGuard is off: 'GetDocument.Insider' started this application only to read it");
        (await File.ReadAllTextAsync(Path.Combine(folder.Path, Project + ".json"), TestContext.Current.CancellationToken)).ShouldContain(
            "/jobs"
        );
    }

    [Fact]
    public void A_tool_that_takes_the_services_of_the_application_and_never_starts_it_finds_a_guard_that_has_looked_at_nothing()
    {
        // As dotnet ef does.
        using var taker = new HostTaker();
        using var listening = DiagnosticListener.AllListeners.Subscribe(taker);

        Should
            .Throw<TargetInvocationException>(() => typeof(Application).Assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()]))
            .InnerException.ShouldBeOfType<HostAbortedException>();

        using var host = taker.Host.ShouldNotBeNull();
        host.Services.GetRequiredService<ISchemaGuard>().LastReport.ShouldBeNull();
    }

    [Fact]
    public async Task A_host_within_a_test_is_no_tool_and_its_gate_refuses_and_migrates()
    {
        await using var database = new SqliteTestDatabase();
        await using var refused = new WebApplicationFactory<Application>();
        await using var healthy = new WebApplicationFactory<Application>().WithWebHostBuilder(builder =>
            builder.UseSetting("SchemaGuard:ConnectionString", database.ConnectionString)
        );

        Should.Throw<SchemaGuardException>(refused.CreateClient).Message.ShouldContain("/nowhere/at/all");
        using var client = healthy.CreateClient();

        (await client.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldBe("Healthy");
        (await database.HasTableAsync("jobs")).ShouldBeTrue();
    }

    /// <summary>Takes the host that this thread builds, and ends its program there.</summary>
    private sealed class HostTaker : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;
        private IDisposable? _events;

        public IHost? Host { get; private set; }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.Extensions.Hosting")
            {
                _events = value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == "HostBuilt" && Environment.CurrentManagedThreadId == _thread)
            {
                Host = (IHost)value.Value!;
                throw new HostAbortedException();
            }
        }

        public void OnCompleted()
        {
            // The listeners live as long as the process.
        }

        public void OnError(Exception error)
        {
            // Listeners report none.
        }

        public void Dispose() => _events?.Dispose();
    }
}
