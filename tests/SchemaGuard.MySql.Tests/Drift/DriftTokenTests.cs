using SchemaGuard.Inspection;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.State;
using SchemaGuard.Specification.Drift;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Says that whatever a full look finds moves the token, by which the next start knows that it has to look.</summary>
public sealed class DriftTokenTests(MySqlServers servers)
{
    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task Each_change_by_hand_moves_the_token(string product)
    {
        var isMariaDb = product == MySqlServers.MariaDb;
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_rich.sql", isMariaDb ? MySqlDriftCases.MariaDbSchema : MySqlDriftCases.MySqlSchema);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var missed = new List<string>();
        foreach (var drift in (isMariaDb ? MySqlDriftCases.MariaDb : MySqlDriftCases.MySql).Where(drift => !IsInSequence(drift)))
        {
            var before = await TokenAsync(database);
            await database.ExecuteAsync(drift.Change);
            if (await TokenAsync(database) == before)
            {
                missed.Add(drift.Name);
            }

            await database.ExecuteAsync(drift.Undo);
        }

        missed.ShouldBeEmpty(string.Join('\n', missed));
    }

    /// <summary>What a sequence is set to shows in no view before MariaDB 11.5: only a full look finds it.</summary>
    private static bool IsInSequence(DriftCase drift) =>
        drift.Kind == SchemaObjectKind.Sequence && drift.What is not (DriftCase.Missing or DriftCase.Unexpected);

    private static async Task<string> TokenAsync(MySqlTestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        var rows = await connection.RowsAsync(
            $"SELECT {DriftToken.Of(ServerProduct.Parse(connection.ServerVersion))}",
            [],
            TestContext.Current.CancellationToken
        );
        return rows[0][0]!;
    }
}
