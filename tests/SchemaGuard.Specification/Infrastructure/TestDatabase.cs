using System.Data.Common;

namespace SchemaGuard.Specification.Infrastructure;

/// <summary>An empty, real database that one test owns.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>The seconds that a test's own statement may take: a machine that is busy with many servers and processes is not a failure.</summary>
    public const int Patience = 300;

    /// <summary>Gets the name for the command line's --provider.</summary>
    public abstract string Provider { get; }

    public abstract string ConnectionString { get; }

    /// <summary>
    /// Gets the column that a failure points at when the table of <c>insert into nowhere</c> does not exist: the statement's beginning, unless the
    /// database tells more.
    /// </summary>
    public virtual int ColumnOfMissingTable => 1;

    /// <summary>Gets whether definitions are part of transactions. If each commits by itself, what a failing migration has done remains.</summary>
    public virtual bool RollsBackDefinitions => true;

    /// <summary>Gets whether <c>@name</c> in a script is a variable, and not a parameter that must be bound.</summary>
    public virtual bool HasVariables => false;

    /// <summary>Makes a guard use this database.</summary>
    public abstract SchemaGuardBuilder Use(SchemaGuardBuilder builder);

    /// <summary>Opens a connection that has nothing to do with the guard.</summary>
    public abstract Task<DbConnection> OpenAsync();

    public abstract ValueTask DisposeAsync();

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> NumberAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<bool> HasTableAsync(string table)
    {
        try
        {
            await NumberAsync($"select count(*) from {table}");
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }
}
