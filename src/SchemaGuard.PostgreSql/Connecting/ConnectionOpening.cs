using System.Data.Common;
using Npgsql;
using SchemaGuard.PostgreSql.Errors;
using SchemaGuard.PostgreSql.History;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql.Connecting;

/// <summary>
/// The opening of a connection for a guard: to a database that is created if it is missing and may be, and with the schema that was chosen.
/// </summary>
internal sealed class ConnectionOpening(
    PostgreSqlConnections connections,
    PostgreSqlGuardOptions options,
    TimeSpan lockTimeout,
    PostgreSqlErrors errors
)
{
    private readonly DatabaseCreation? _creation =
        options.CreateDatabase && connections.Creation is { } settings ? new DatabaseCreation(settings) : null;

    /// <summary>Opens a connection.</summary>
    public ValueTask<DbConnection> OpenAsync(ConnectionIntent intent, CancellationToken cancellationToken) =>
        intent == ConnectionIntent.Read ? OpenReadingAsync(cancellationToken) : OpenMigratingAsync(cancellationToken);

    private async ValueTask<DbConnection> OpenReadingAsync(CancellationToken cancellationToken)
    {
        var connection = connections.CreateReading();
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            errors.Meet(connection.PostgreSqlVersion);
            await RequireSchemaAsync(connection, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<DbConnection> OpenMigratingAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenOrCreateAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await RequireSchemaAsync(connection, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<NpgsqlConnection> OpenOrCreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await connections.OpenMigratingAsync(lockTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName && _creation is not null)
        {
            await _creation.CreateAsync(cancellationToken).ConfigureAwait(false);
            return await connections.OpenMigratingAsync(lockTimeout, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task RequireSchemaAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        options.Schema is { } schema ? ChosenSchema.RequireAsync(connection, schema, cancellationToken) : Task.CompletedTask;
}
