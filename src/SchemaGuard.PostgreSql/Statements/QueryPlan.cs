using System.Text.Json;
using Npgsql;

namespace SchemaGuard.PostgreSql.Statements;

/// <summary>Query plans as JSON, and the indexes in them.</summary>
internal static class QueryPlan
{
    private const string IndexName = "Index Name";

    /// <summary>
    /// Reads the indexes that the plan of a query uses when table scans are disabled. Needs a transaction, whose end restores the setting.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ReadIndexesAsync(
        NpgsqlConnection connection,
        string query,
        CancellationToken cancellationToken
    )
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SET LOCAL enable_seqscan = off"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("EXPLAIN (FORMAT JSON) " + query));
            var plan = (string)(await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
            using var document = JsonDocument.Parse(plan);
            var found = new List<string>();
            Collect(document.RootElement, found);
            return found;
        }
    }

    private static void Collect(JsonElement element, List<string> found)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, found);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                if (property.NameEquals(IndexName))
                {
                    found.Add(property.Value.GetString()!);
                }

                Collect(property.Value, found);
            }
        }
    }
}
