using System.Data.Common;
using System.Globalization;

namespace SchemaGuard.MySql.Commands;

/// <summary>The provider's own statements: one per command, with named parameters and no user variables, so that every driver accepts them.</summary>
internal static class MySqlCommands
{
    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows that it changed.</returns>
    public static Task<int> RunAsync(this DbConnection connection, string sql, CancellationToken cancellationToken) =>
        connection.RunAsync(sql, [], cancellationToken);

    /// <summary>Runs a statement with parameters.</summary>
    /// <returns>The number of rows that it changed.</returns>
    public static Task<int> RunAsync(
        this DbConnection connection,
        string sql,
        (string Name, object? Value)[] parameters,
        CancellationToken cancellationToken
    ) => connection.RunAsync(transaction: null, sql, parameters, cancellationToken);

    /// <summary>Runs a statement with parameters in a transaction.</summary>
    /// <returns>The number of rows that it changed.</returns>
    public static async Task<int> RunAsync(
        this DbConnection connection,
        DbTransaction? transaction,
        string sql,
        (string Name, object? Value)[] parameters,
        CancellationToken cancellationToken
    )
    {
        var command = connection.Command(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            command.Transaction = transaction;
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads one number; <see langword="null"/> where the server has none.</summary>
    public static async Task<long?> NumberAsync(
        this DbConnection connection,
        string sql,
        (string Name, object? Value)[] parameters,
        CancellationToken cancellationToken
    )
    {
        var command = connection.Command(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            var value = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return value is null or DBNull ? null : Convert.ToInt64(value, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Reads every row as texts.</summary>
    public static async Task<IReadOnlyList<string?[]>> RowsAsync(
        this DbConnection connection,
        string sql,
        (string Name, object? Value)[] parameters,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<string?[]>();
        var command = connection.Command(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(index => Text(reader.GetValue(index)))]);
                }
            }
        }

        return rows;
    }

    private static DbCommand Command(this DbConnection connection, string sql, (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;

        // The server limits every wait. A command of MySql.Data that exceeds its own time-out never ends.
        command.CommandTimeout = 0;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static string? Text(object value) =>
        value switch
        {
            DBNull => null,
            byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
}
