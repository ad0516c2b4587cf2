using SchemaGuard.PostgreSql.Inspection;
using SchemaGuard.Specification.Drift;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Says that whatever a full look finds moves the token, by which the next start knows that it has to look.</summary>
public sealed class DriftTokenTests(PostgreSqlServers servers)
{
    [Theory]
    [InlineData(PostgreSqlServers.Oldest, Traits = [FullRun.Trait, FullRun.Only])]
    [InlineData(PostgreSqlServers.Newest)]
    public async Task Each_change_by_hand_moves_the_token(string version)
    {
        await using var database = await servers.CreateDatabaseAsync(version);
        await database.ExecuteAsync(PostgreSqlDriftCases.RichSchema);
        var missed = new List<string>();
        foreach (var drift in version == PostgreSqlServers.Newest ? PostgreSqlDriftCases.Of18 : PostgreSqlDriftCases.All)
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

    private static async Task<string> TokenAsync(TestDatabase database)
    {
        await using var connection = (Npgsql.NpgsqlConnection)await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {DriftToken.Of(connection.PostgreSqlVersion.Major)}";
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
