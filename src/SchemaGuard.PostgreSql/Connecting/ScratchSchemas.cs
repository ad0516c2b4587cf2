using Npgsql;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Dialect;
using SchemaGuard.PostgreSql.Server;

namespace SchemaGuard.PostgreSql.Connecting;

/// <summary>
/// The search path of a scratch database, which is the guard's own, and the schemas that it names: without them nothing can be created where the path
/// begins.
/// </summary>
internal static class ScratchSchemas
{
    /// <summary>The search path that is set on the database itself: another database does not have it.</summary>
    private const string PathOfDatabase = """
        SELECT s.setting FROM pg_catalog.pg_settings s WHERE s.name = 'search_path' AND s.source IN ('database', 'database user')
        """;

    private const string Missing = $"""
        SELECT DISTINCT quote_ident(p.name) FROM {SearchPath.Entries} p
        WHERE p.name <> '' AND NOT p.is_user AND p.name !~ '^pg_' AND NOT EXISTS (SELECT FROM pg_catalog.pg_namespace n WHERE n.nspname = p.name)
          AND p.name <> ALL (string_to_array($1, chr(31)))
        """;

    /// <summary>
    /// Reads the search path that the guard's own database gives each session; <see langword="null"/> if it sets none, or does not exist yet.
    /// </summary>
    public static async Task<string?> FindPathAsync(PostgreSqlConnections connections, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await connections.OpenMigratingAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await new CatalogQuery(connection).ReadAsync(PathOfDatabase, cancellationToken).ConfigureAwait(false) as string;
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return null;
        }
    }

    /// <summary>Creates the schemas that the session's search path names.</summary>
    /// <param name="connection">A connection to the scratch database.</param>
    /// <param name="made">The schemas that the migrations create.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public static async Task CreateAsync(NpgsqlConnection connection, IReadOnlyCollection<string> made, CancellationToken cancellationToken)
    {
        var missing = await new CatalogQuery(connection)
            .ReadAllAsync(Missing, reader => reader.GetString(0), cancellationToken, string.Join('\u001f', made))
            .ConfigureAwait(false);
        foreach (var name in missing)
        {
            await SessionTimeouts.RunAsync(connection, $"CREATE SCHEMA {name}", cancellationToken).ConfigureAwait(false);
        }
    }
}
