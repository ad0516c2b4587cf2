using System.Data.Common;
using SchemaGuard.Providers;

namespace SchemaGuard.Commands;

/// <summary>Extension methods that run queries which do not wait for locks on what they read.</summary>
internal static class BoundedReads
{
    /// <summary>Reads every row of the query's own result.</summary>
    public static async Task<IReadOnlyList<TRow>> ReadAsync<TRow>(
        this DbConnection connection,
        BoundedQuery query,
        (string Name, object? Value)[] parameters,
        Func<DbDataReader, TRow> read,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<TRow>();
        var command = connection.CreateCommand(transaction: null, query.Sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                for (var before = 0; before < query.ResultsBefore; before++)
                {
                    await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                }

                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }
            }
        }

        return rows;
    }
}
