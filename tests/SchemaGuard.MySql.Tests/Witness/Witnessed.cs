using SchemaGuard.History;
using SchemaGuard.MySql.Dialect;
using SchemaGuard.MySql.Locking;
using SchemaGuard.MySql.Server;
using SchemaGuard.MySql.State;
using SchemaGuard.Providers.State;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Witness;

/// <summary>Starts a guard on a database, and says what its next start would rest on.</summary>
internal sealed class Witnessed(TestDatabase database, MigrationFolder folder)
{
    /// <summary>Starts, and says whether the catalog was read: whether the start has seen that something had changed.</summary>
    public async Task<bool> ReadsCatalogAsync()
    {
        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        report.State.ShouldBe(SchemaState.Healthy, string.Join(", ", report.Findings.Select(finding => finding.Message)));
        return report.CatalogRead;
    }

    /// <summary>Starts until the next start rests on the stamp's witness.</summary>
    public async Task SettleAsync(string? before = null)
    {
        for (var start = 0; start < 60; start++)
        {
            await ReadsCatalogAsync();
            if ((await ProbeAsync()).IsTokenWitnessed)
            {
                return;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"No start has left a witness{(before is null ? "" : $" before '{before}'")}: {await ProbeAsync()}");
    }

    /// <summary>Probes as a start does.</summary>
    public async Task<DatabaseState> ProbeAsync()
    {
        await using var connection = await database.OpenAsync();
        return await new MySqlStateReader(new MySqlDialect(), new MySqlActivity(null!), new SessionIdentity()).ProbeAsync(
            connection,
            new HistoryTables(null, "schemaguard_history"),
            "default",
            TestContext.Current.CancellationToken
        );
    }
}
