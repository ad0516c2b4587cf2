using SchemaGuard.Inspection;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.State;
using SchemaGuard.Specification.Drift;
using SchemaGuard.Specification.Infrastructure;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Reads the token that whatever a full look finds moves, by which the next start knows that it has to look.</summary>
internal static class DriftTokens
{
    public static async Task<string?> ReadAsync(TestDatabase database, DriftCase drift)
    {
        if (IsInSequence(drift))
        {
            return null;
        }

        await using var connection = await database.OpenAsync();
        var rows = await connection.RowsAsync(
            $"SELECT {DriftToken.Of(ServerProduct.Parse(connection.ServerVersion))}",
            [],
            TestContext.Current.CancellationToken
        );
        return rows[0][0]!;
    }

    /// <summary>What a sequence is set to shows in no view before MariaDB 11.5: only a full look finds it.</summary>
    private static bool IsInSequence(DriftCase drift) =>
        drift.Kind == SchemaObjectKind.Sequence && drift.What is not (DriftCase.Missing or DriftCase.Unexpected);
}
