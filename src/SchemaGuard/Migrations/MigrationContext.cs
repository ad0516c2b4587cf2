using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace SchemaGuard.Migrations;

/// <summary>Returns a migration in code what it works with. Valid for the duration of the call; not thread-safe.</summary>
public sealed class MigrationContext
{
    internal MigrationContext(DbConnection connection, DbTransaction? transaction, IServiceProvider services, ILogger logger)
    {
        Connection = connection;
        Transaction = transaction;
        Services = services;
        Logger = logger;
    }

    /// <summary>Gets the open connection on which the migration runs. Do not close it.</summary>
    public DbConnection Connection { get; }

    /// <summary>
    /// Gets the transaction in which the migration and its history row commit together: do not commit it or roll it back. <see langword="null"/> where
    /// <see cref="CodeMigrationOptions.IsTransactional"/> is not set; what the code begins then, it ends as well.
    /// </summary>
    public DbTransaction? Transaction { get; }

    /// <summary>Gets the services of a scope that lives as long as the call. The host has not started: other hosted services are not running.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Gets a logger of category <c>SchemaGuard</c>.</summary>
    public ILogger Logger { get; }
}
