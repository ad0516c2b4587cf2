using System.Data.Common;
using System.Globalization;

namespace SchemaGuard.MySql.Statements;

/// <summary>Query plans, and the indexes in them.</summary>
internal static class QueryPlan
{
    /// <summary>Reads the indexes of the plan, including those that it could use and does not: for a few rows it scans the table.</summary>
    public static async Task<IReadOnlyList<string>> ReadIndexesAsync(
        DbConnection connection,
        DbTransaction transaction,
        string query,
        CancellationToken cancellationToken
    )
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            (command.CommandText, command.Transaction) = ("EXPLAIN FORMAT=TRADITIONAL " + query, transaction);
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    foreach (var column in new[] { "possible_keys", "key" })
                    {
                        var names = Convert.ToString(reader[column], CultureInfo.InvariantCulture) ?? "";
                        found.UnionWith(names.Split(',', StringSplitOptions.RemoveEmptyEntries));
                    }
                }

                return [.. found];
            }
        }
    }
}
