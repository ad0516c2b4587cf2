using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace SchemaGuard;

/// <summary>The context of a migration in code. Valid for the duration of the call; not thread-safe.</summary>
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
    /// Gets the transaction in which the migration and its history row commit together. Do not commit it or roll it back.
    /// <see langword="null"/> when <see cref="CodeMigrationOptions.IsTransactional"/> is not set; the code must then end every transaction
    /// that it begins.
    /// </summary>
    public DbTransaction? Transaction { get; }

    /// <summary>
    /// Gets the services of a scope that lives as long as the call. The host has not started, so other hosted services are not running.
    /// </summary>
    public IServiceProvider Services { get; }

    /// <summary>Gets a logger with the category <c>SchemaGuard</c>.</summary>
    public ILogger Logger { get; }
}
