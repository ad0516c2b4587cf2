using System.Diagnostics;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The specification of spans, as OpenTelemetry exports them, for every database.</summary>
public abstract class TracingSpecification : ProviderSpecification
{
    private const string Secret = "hunter2";

    private readonly string _guard = "spans-" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_run_is_one_trace_of_probes_migrations_and_statements()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .AddLedger(2)
            .Add("0003_secret.sql", $"insert into ledger (number) select 3 where '{Secret}' <> '';");
        using var spans = new CollectedSpans();

        var report = await MigrateAsync(database, folder);

        var own = spans.Of(_guard);
        var run = own.Single(span => span.OperationName == "schemaguard.run");
        run.Kind.ShouldBe(ActivityKind.Internal);
        run.GetTagItem("schemaguard.mode").ShouldBe("migrate");
        run.GetTagItem("schemaguard.outcome").ShouldBe("healthy");
        run.Status.ShouldBe(ActivityStatusCode.Unset);
        own.ShouldAllBe(span => span.TraceId == run.TraceId);
        own.Where(span => span != run).ShouldAllBe(span => span.Kind == ActivityKind.Client);
        own.Where(span => span.OperationName == "schemaguard.probe").ShouldAllBe(span => span.ParentSpanId == run.SpanId);
        own.ShouldContain(span => span.OperationName == "schemaguard.probe");

        var migrations = own.Where(span => span.OperationName == "schemaguard.migration").ToList();
        migrations.ShouldAllBe(span => span.ParentSpanId == run.SpanId && span.Duration > TimeSpan.Zero);
        migrations
            .Select(span => span.GetTagItem("schemaguard.migration"))
            .ShouldBe(["0000_ledger", "0001_step", "0002_step", "0003_secret"]);
        Statements(own).ShouldAllBe(span => migrations.Any(migration => migration.SpanId == span.ParentSpanId));

        own.Where(span => span.OperationName is not "schemaguard.probe")
            .ShouldAllBe(span => (string?)span.GetTagItem("db.system.name") == SystemOf(report));
        own.ShouldAllBe(span => !string.IsNullOrEmpty((string?)span.GetTagItem("db.namespace")));
        own.SelectMany(span => span.TagObjects).ShouldAllBe(tag => !$"{tag.Value}".Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_statement_that_is_sent_alone_has_a_span_that_is_named_by_what_it_does()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_events.sql", "create table events (id integer primary key);")
            .Add("2_event.sql", $"insert into events (id) select 7 where '{Secret}' <> '';");
        using var spans = new CollectedSpans();

        // Alone: several that make things may share a round trip, and each then has the time of the whole.
        using var first = new MigrationFolder().Add("1_events.sql", "create table events (id integer primary key);");
        await MigrateAsync(database, first);
        await MigrateAsync(database, folder);

        var statements = Statements(spans.Of(_guard)).ToList();
        statements.Select(span => span.DisplayName).ShouldBe(["create table events", "insert into events"]);
        statements.Select(span => span.GetTagItem("db.query.summary")).ShouldBe(["create table events", "insert into events"]);
        statements.Select(span => span.GetTagItem("db.operation.name")).ShouldBe(["CREATE", "INSERT"]);
        statements.ShouldAllBe(span => Equals(span.GetTagItem("schemaguard.statement.number"), 1));
        statements.ShouldAllBe(span => span.GetTagItem("db.query.text") == null);
    }

    [Fact]
    public async Task The_text_of_statements_is_in_spans_only_if_an_option_asks_for_it()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_events.sql", "create table events (id integer primary key);")
            .Add("2_event.sql", $"insert into events (id) select 7 where '{Secret}' <> '';\ninsert into events (id) values (8);");
        using var spans = new CollectedSpans();

        await MigrateAsync(database, folder, options => options.TraceStatementText = true);

        // Migrations that share a round trip have no spans of statements: their own carry the text.
        var texts = spans.Of(_guard).Select(span => (string?)span.GetTagItem("db.query.text") ?? "").ToList();
        string.Join(";\n", texts).ShouldContain($"insert into events (id) select 7 where '{Secret}' <> ''");
    }

    [Fact]
    public async Task A_failed_statement_marks_its_span_and_those_around_it_with_codes_only()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_nowhere.sql", $"insert into nowhere (name) values ('{Secret}');");
        using var spans = new CollectedSpans();

        await Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database, folder));

        var own = spans.Of(_guard);
        var failed = own.Where(span => span.Status == ActivityStatusCode.Error).ToList();
        failed.Select(span => span.OperationName).ShouldBe(["schemaguard.statement", "schemaguard.migration", "schemaguard.run"]);
        failed.ShouldAllBe(span => span.StatusDescription == null);
        failed[0].GetTagItem("db.response.status_code").ShouldBe(failed[0].GetTagItem("error.type"));
        failed[0].GetTagItem("error.type").ShouldBeOfType<string>().ShouldNotBeEmpty();
        failed[1].GetTagItem("error.type").ShouldBe(failed[0].GetTagItem("error.type"));
        failed[2].GetTagItem("error.type").ShouldBe("failed");
        failed[2].GetTagItem("schemaguard.outcome").ShouldBe("failed");
        own.SelectMany(span => span.TagObjects).ShouldAllBe(tag => !$"{tag.Value}".Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wait_for_the_migration_lock_has_a_span()
    {
        await using var database = await CreateDatabaseAsync();
        using var spans = new CollectedSpans();
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var holder = new GuardUnderTest(
            database,
            guard =>
                guard.AddMigration(
                    "1_hold",
                    async (_, _) =>
                    {
                        entered.TrySetResult();
                        await release.Task;
                    }
                )
        );
        var log = new LogEntries();
        using var folder = new MigrationFolder().AddLedger(1);

        var holding = holder.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        await entered.Task.WaitAsync(TestContext.Current.CancellationToken);
        var waiting = Task.Run(() => MigrateAsync(database, folder, log: log, module: "second"));
        while (log.Of(SchemaGuardEventIds.WaitingForLock).Count == 0 && !waiting.IsCompleted)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        release.SetResult();
        await holding;
        await waiting;

        var waits = spans.Of(_guard).Where(span => span.OperationName == "schemaguard.lock.wait").ToList();
        waits.ShouldContain(span => span.Duration > TimeSpan.FromSeconds(0.5) && span.Kind == ActivityKind.Client);
    }

    private static IEnumerable<Activity> Statements(IEnumerable<Activity> spans) =>
        spans.Where(span => span.OperationName is "schemaguard.statement" or "schemaguard.batch");

    private static string SystemOf(SchemaReport report) => report.Product.ToLowerInvariant();

    private async Task<SchemaReport> MigrateAsync(
        TestDatabase database,
        MigrationFolder folder,
        Action<SchemaGuardOptions>? options = null,
        LogEntries? log = null,
        string? module = null
    )
    {
        var services = new ServiceCollection();
        log?.AddTo(services);
        var guard = database.Use(services.AddSchemaGuard(_guard, options));
        _ = module is null ? guard.AddMigrations(folder.Path) : guard.AddModule(module, own => own.AddMigrations(folder.Path));
        await using var provider = services.BuildServiceProvider();
        return await provider
            .GetRequiredKeyedService<ISchemaGuard>(_guard)
            .MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
    }
}
