using SchemaGuard.MySql.Tests.KillMatrix;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Parity;

/// <summary>Says that a script leaves the same database behind whether the server's own client runs it or a guard.</summary>
public abstract class ClientParityTests(MySqlServers servers, string product)
{
    private static readonly Dictionary<string, string> Scripts = new(
        [.. DelimiterScripts.All, .. RoutineScripts.All, .. QuotingScripts.All, .. QuotingScripts.Layouts, .. RoutineScripts.MariaDb],
        StringComparer.Ordinal
    );

    public static TheoryData<string> Names => [.. Scripts.Keys];

    public static TheoryData<string> NamesWithoutDelimiter => [.. RoutineScripts.WithoutDelimiter.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_client_and_a_guard_leave_the_same_database(string name)
    {
        Assert.SkipWhen(
            product == MySqlServers.MySql && RoutineScripts.MariaDb.ContainsKey(name),
            "MySQL's own client and server do not know it: it is of MariaDB's dialect."
        );
        await ShouldBeTheSameAsync(Scripts[name], Scripts[name]);
    }

    /// <summary>The clients need DELIMITER lines, a guard does not: what it makes is what they make with them.</summary>
    [Theory]
    [MemberData(nameof(NamesWithoutDelimiter))]
    public async Task A_guard_needs_no_delimiter(string name)
    {
        var script = RoutineScripts.WithoutDelimiter[name];
        var lines = script.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd(';') + "$$\n");

        await ShouldBeTheSameAsync("DELIMITER $$\n" + string.Concat(lines), script);
    }

    private async Task ShouldBeTheSameAsync(string forClient, string forGuard)
    {
        await using var played = await servers.CreateDatabaseAsync(product);
        await using var guarded = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("0001_script.sql", forGuard);

        var report = await GuardUnderTest.MigrateAsync(guarded, guard => guard.AddMigrations(folder.Path));
        var (exit, _, error) = await played.Server.RunAsync(played.Server.Installation.Client, [played.Name], forClient);

        (exit, error).ShouldBe((0, ""));
        report.Findings.ShouldAllBe(finding =>
            finding.Severity == FindingSeverity.Information || finding.Code == FindingCodes.ServerWarning // As the client counts them.
        );
        await using var expected = await played.OpenAsync();
        await using var actual = await guarded.OpenAsync();
        DatabaseDump
            .Difference(
                await DatabaseDump.OfAsync(expected, TestContext.Current.CancellationToken),
                await DatabaseDump.OfAsync(actual, TestContext.Current.CancellationToken)
            )
            .ShouldBeNull();
    }
}
