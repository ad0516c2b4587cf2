using System.Data.Common;
using System.Globalization;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Errors;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.MySql.Connecting;

/// <summary>The creation and removal of the database that the settings name.</summary>
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

    /// <summary>Creates the database, which must not exist.</summary>
    /// <exception cref="DatabaseRefusedException">The user lacks the privilege.</exception>
    public async Task CreateScratchAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync($"CREATE DATABASE {Name}", cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) == ServerError.DatabaseAccessDenied)
        {
            throw new DatabaseRefusedException(DatabaseErrors.MayNotMakeScratch(MySqlMessages.ScratchRemedy));
        }
    }

    /// <summary>Drops the database.</summary>
    public async ValueTask DropAsync() => await RunAsync($"DROP DATABASE IF EXISTS {Name}", CancellationToken.None).ConfigureAwait(false);

    private string Name => Identifier.Quote(settings.Database!);

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync($"CREATE DATABASE IF NOT EXISTS {Name}", cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (ServerError.NumberOf(exception) == ServerError.DatabaseAccessDenied)
        {
            throw new DatabaseRefusedException(
                new DatabaseError(
                    DatabaseErrorKind.Refused,
                    exception.Message,
                    MissingRight.ForCreating(exception.Message, settings.Database!)
                )
                {
                    Code = ServerError.DatabaseAccessDenied.ToString(CultureInfo.InvariantCulture),
                }
            );
        }
    }

    private async Task RunAsync(string statement, CancellationToken cancellationToken)
    {
        var elsewhere = new DriverDataSource(factory, settings.WithoutDatabase());
        await using (elsewhere.ConfigureAwait(false))
        {
            var connection = await MySqlConnections.OpenAsync(elsewhere, cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await connection.RunAsync(statement, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
