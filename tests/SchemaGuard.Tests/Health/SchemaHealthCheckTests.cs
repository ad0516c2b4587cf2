using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using SchemaGuard.Health;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Health;

public sealed class SchemaHealthCheckTests
{
    private static readonly Finding Broken = new(
        FindingCodes.RequiredTableMissing,
        FindingSeverity.Error,
        "secret_table",
        "Table 'secret_table' is missing.",
        "Do."
    );
    private static readonly Finding Warned = new(FindingCodes.BrokenChain, FindingSeverity.Warning, "001_secret", "Edited.", "Do.");

    [Fact]
    public async Task The_worst_guard_decides()
    {
        (await CheckAsync(Guard("a"), Guard("b"))).Status.ShouldBe(HealthStatus.Healthy);
        (await CheckAsync(Guard("a"), Guard("b", Warned))).Status.ShouldBe(HealthStatus.Degraded);
        (await CheckAsync(Guard("a", Broken), Guard("b", Warned))).Status.ShouldBe(HealthStatus.Unhealthy);
        (await CheckAsync(new StubGuard("a", LastReport: null), Guard("b"))).Status.ShouldBe(HealthStatus.Degraded);
        (await CheckAsync(new StubGuard("a", LastReport: null), Guard("b", Broken))).Status.ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task A_schema_that_was_not_checked_is_degraded_and_says_so()
    {
        var result = await CheckAsync(new StubGuard("a", LastReport: null));

        result.Description.ShouldBe("The schema has not been checked.");
        result.Data["state"].ShouldBe("Unknown");
    }

    [Fact]
    public async Task The_data_has_stable_keys_and_names_nothing()
    {
        var result = await CheckAsync(Guard("a", Broken, Broken, Warned));

        result.Data.Keys.ShouldBe(["state", "database", "head", "applied", "pending", "findings", "checkedAt", "ageSeconds", "durationMs"]);
        result.Data["state"].ShouldBe("Unhealthy");
        result.Data["database"].ShouldBe("SQLite 3.46.1");
        result.Data["applied"].ShouldBe(4);
        result.Data["pending"].ShouldBe(1);
        result.Data["checkedAt"].ShouldBe("2025-11-11T14:30:00.0000000+00:00");
        result.Data["durationMs"].ShouldBe(12.3);
        result
            .Data["findings"]
            .ShouldBeOfType<Dictionary<string, int>>()
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value))
            .ShouldBe([(FindingCodes.BrokenChain, 1), (FindingCodes.RequiredTableMissing, 2)]);
        (result.Description + string.Join(' ', result.Data.Values)).ShouldNotContain("secret");
    }

    [Fact]
    public async Task Several_guards_are_told_apart_in_the_data() =>
        (await CheckAsync(Guard("a"), Guard("b"))).Data.ContainsKey("b.state").ShouldBeTrue();

    [Fact]
    public async Task A_check_for_one_guard_does_not_speak_for_the_others()
    {
        var result = await CheckAsync("a", Guard("a"), Guard("b", Broken));

        result.Status.ShouldBe(HealthStatus.Healthy);
        result.Data["state"].ShouldBe("Healthy");
    }

    [Theory]
    [InlineData(
        SchemaLook.Unreachable,
        "Unreachable",
        "The database cannot be reached. When the schema was last seen, it was as this build needs it."
    )]
    [InlineData(
        SchemaLook.Misconfigured,
        "Misconfigured",
        "The configuration, a file or a permission is wrong, so the schema cannot be checked. When the schema was last seen, it was as this build needs it."
    )]
    public async Task A_schema_that_cannot_be_looked_at_is_not_ready_and_not_called_wrong(SchemaLook look, string state, string description)
    {
        var seen = Guard("a").LastReport!;
        var since = new DateTimeOffset(2025, 11, 11, 15, 0, 0, TimeSpan.Zero);

        var result = await CheckAsync(new StubGuard("a", seen.Failing(seen with { Look = look }, since)), Guard("b"));

        (result.Status, result.Description).ShouldBe((HealthStatus.Unhealthy, description));
        result.Data["a.state"].ShouldBe(state);
        result.Data["a.failingSince"].ShouldBe("2025-11-11T15:00:00.0000000+00:00");
        result.Data["a.database"].ShouldBe("SQLite 3.46.1");
        result.Data.ContainsKey("b.failingSince").ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_schema_that_cannot_be_looked_at_any_more_stays_wrong()
    {
        var seen = Guard("a", Broken).LastReport!;

        var result = await CheckAsync(
            new StubGuard("a", seen.Failing(seen with { Look = SchemaLook.Unreachable }, DateTimeOffset.UnixEpoch))
        );

        result.Status.ShouldBe(HealthStatus.Unhealthy);
        result.Data["state"].ShouldBe("Unhealthy");
        result.Description.ShouldBe(
            "When the schema was last seen, it was not as this build needs it. Since then it could not be checked."
        );
    }

    [Fact]
    public void Registration_keeps_name_tags_and_failure_status()
    {
        var services = new ServiceCollection();
        services.AddHealthChecks().AddSchemaGuard(name: "db", failureStatus: HealthStatus.Degraded, tags: ["ready"]);

        var registration = services
            .BuildServiceProvider()
            .GetRequiredService<IOptions<HealthCheckServiceOptions>>()
            .Value.Registrations.ShouldHaveSingleItem();

        registration.Name.ShouldBe("db");
        registration.Tags.ShouldBe(["ready"]);
        registration.FailureStatus.ShouldBe(HealthStatus.Degraded);
    }

    private static Task<HealthCheckResult> CheckAsync(params StubGuard[] guards) => CheckAsync(only: null, guards);

    private static Task<HealthCheckResult> CheckAsync(string? only, params StubGuard[] guards)
    {
        var check = new SchemaHealthCheck(new StubGuards(guards), only, SchemaHealthDetail.Counts, TimeProvider.System);
        var context = new HealthCheckContext
        {
            Registration = new HealthCheckRegistration("schema", check, failureStatus: null, tags: null),
        };
        return check.CheckHealthAsync(context, TestContext.Current.CancellationToken);
    }

    private static StubGuard Guard(string name, params Finding[] findings) =>
        new(
            name,
            new SchemaReport
            {
                Guard = name,
                Product = "SQLite",
                ServerVersion = "3.46.1",
                Target = "/secret/shop.db",
                Look = SchemaLook.Complete,
                AppliedCount = 4,
                Pending = [new PendingMigration("default", "005_secret")],
                Findings = findings,
                RequiredTables = ["secret_table"],
                CheckedAt = new DateTimeOffset(2025, 11, 11, 14, 30, 0, TimeSpan.Zero),
                Duration = TimeSpan.FromMilliseconds(12.34),
            }
        );

    private sealed class StubGuards(IReadOnlyList<ISchemaGuard> guards) : ISchemaGuards
    {
        public IReadOnlyList<ISchemaGuard> All => guards;

        public ISchemaGuard Get(string name) => guards.Single(guard => guard.Name == name);
    }

    /// <summary>Remembers a report; the check must ask for nothing else.</summary>
    private sealed record StubGuard(string Name, SchemaReport? LastReport) : ISchemaGuard
    {
        public StartupMode Startup => throw new NotSupportedException();

        public GuardActivity Activity => throw new NotSupportedException();

        public Task<StatementProgress?> ReadProgressAsync(CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<TableStatistics>> ReadTableStatisticsAsync(CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<SchemaReport> CheckAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<SchemaStatus> GetStatusAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public SchemaManifest? ReadRequiredManifest() => null;

        public IReadOnlyList<Finding> Compare(SchemaManifest expected, SchemaManifest actual) => throw new NotSupportedException();

        public Task<SchemaManifest> ReadManifestAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<SchemaManifest> ReplayManifestAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<MigrationPlan> PlanAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<SchemaReport> MigrateAsync(
            IProgress<MigrationProgress>? progress = null,
            CancellationToken cancellationToken = default
        ) => throw new NotSupportedException();
    }
}
