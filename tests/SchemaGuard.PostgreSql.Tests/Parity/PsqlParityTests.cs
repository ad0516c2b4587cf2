using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Parity;

/// <summary>Says that a script leaves the same database behind whether psql runs it or a guard.</summary>
public abstract class PsqlParityTests(PostgreSqlServers servers, string version)
{
    private static readonly Dictionary<string, string> Scripts = new(
        [
            .. QuotingScripts.All,
            .. RoutineScripts.All,
            .. CopyScripts.All,
            .. LayoutScripts.All,
            .. ClientCommandScripts.All,
            .. TransactionScripts.All,
        ],
        StringComparer.Ordinal
    );

    public static TheoryData<string> Names => [.. Scripts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Psql_and_a_guard_leave_the_same_database(string name)
    {
        var script = Scripts[name];
        await using var played = await servers.CreateDatabaseAsync(version);
        await using var guarded = await servers.CreateDatabaseAsync(version);
        using var folder = new MigrationFolder().Add("0001_script.sql", script);

        var psql = DatabaseDump.PlayAsync(played, script);
        var report = await GuardUnderTest.MigrateAsync(guarded, guard => guard.AddMigrations(folder.Path));
        var (exit, _, error) = await psql;

        exit.ShouldBe(0, error);
        report.Findings.ShouldAllBe(finding =>
            finding.Severity == FindingSeverity.Information || finding.Code == FindingCodes.ServerWarning // As psql shows them.
        );
        var expected = DatabaseDump.OfAsync(played);
        DatabaseDump.Difference(await expected, await DatabaseDump.OfAsync(guarded)).ShouldBeNull();
    }
}
