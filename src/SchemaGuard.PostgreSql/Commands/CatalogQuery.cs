using Npgsql;

namespace SchemaGuard.PostgreSql.Commands;

/// <summary>Single queries on the catalog, with text parameters.</summary>
internal sealed class CatalogQuery(NpgsqlConnection connection)
{
    /// <summary>Reads the first value of the first row.</summary>
    public async Task<object?> ReadAsync(string sql, CancellationToken cancellationToken, params string[] values)
    {
        var command = Compose(sql, values);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads every row.</summary>
    public async Task<IReadOnlyList<TRow>> ReadAllAsync<TRow>(
        string sql,
        Func<NpgsqlDataReader, TRow> map,
        CancellationToken cancellationToken,
        params string[] values
    )
    {
        var rows = new List<TRow>();
        var command = Compose(sql, values);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(map(reader));
                }
            }
        }

        return rows;
    }

    private NpgsqlCommand Compose(string sql, string[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
