using System.Globalization;
using MySqlConnector;
using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.State;

namespace SchemaGuard.Benchmarks.MySql;

/// <summary>
/// Is the least that a start must do, written by hand: read and hash the files in order, then one SELECT on one connection for the newest history row, whether
/// one is unfinished, the stamp and, unless it is blind, the drift token that is to equal the stamped one.
/// </summary>
internal sealed class HandWrittenStart(string folder, string connectionString, bool isBlind)
{
    /// <summary>Starts once.</summary>
    /// <exception cref="InvalidOperationException">The database is not up to date: the comparison would be one of different work.</exception>
    public async Task RunAsync()
    {
        var files = FileHashes.Compute(folder);
        await using var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(
            Query(isBlind ? "SUBSTRING_INDEX(s.drift_token, '#', 1)" : TokenOf(connection)),
            connection
        );
        command.Parameters.AddWithValue("@scope", "default");
        await using var reader = await command.ExecuteReaderAsync();
        var isCurrent =
            await reader.ReadAsync()
            && reader.GetInt64(0) == files
            && Convert.ToInt32(reader.GetValue(2), CultureInfo.InvariantCulture) == 0
            && reader.GetString(3).Length > 0
            && reader.GetString(4) == reader.GetString(1)
            && reader.GetString(6) == reader.GetString(5);
        if (!isCurrent)
        {
            throw new InvalidOperationException("The hand-written start found a database that is not up to date.");
        }
    }

    /// <summary>Reads the drift token and nothing else.</summary>
    public async Task ReadTokenAsync()
    {
        await using var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand($"SELECT {TokenOf(connection)}", connection);
        await command.ExecuteScalarAsync();
    }

    private static string TokenOf(MySqlConnection connection) => DriftToken.Of(ServerProduct.Parse(connection.ServerVersion));

    private static string Query(string token) =>
        $"""
            SELECT h.sequence, h.chain, EXISTS (SELECT 1 FROM schemaguard_history u WHERE u.state <> 'applied'),
                   s.expectation, s.chain, SUBSTRING_INDEX(s.drift_token, '#', 1), {token}
            FROM (SELECT sequence, chain FROM schemaguard_history ORDER BY sequence DESC LIMIT 1) h, schemaguard_state s
            WHERE s.scope = @scope
            """;
}
