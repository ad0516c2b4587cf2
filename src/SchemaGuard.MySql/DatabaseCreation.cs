using System.Data.Common;

namespace SchemaGuard.MySql;

/// <summary>Creates the database where it does not exist.</summary>
internal sealed class DatabaseCreation(DbProviderFactory factory, MySqlConnectionSettings settings)
{
    /// <summary>Opens a connection, and creates the database if it is missing.</summary>
    public async Task<DbConnection> OpenAsync(DbDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await MySqlConnections.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) == ServerError.UnknownDatabase)
        {
            await CreateAsync(cancellationToken).ConfigureAwait(false);
            return await MySqlConnections.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var elsewhere = factory.CreateDataSource(settings.WithoutDatabase());
        await using (elsewhere.ConfigureAwait(false))
        {
            var connection = await MySqlConnections.OpenAsync(elsewhere, cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await connection
                    .RunAsync($"CREATE DATABASE IF NOT EXISTS {MySqlDialect.Quote(settings.Database!)}", cancellationToken)
                    .ConfigureAwait(false);
            }
        }
    }
}
