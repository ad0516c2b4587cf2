using Microsoft.Data.Sqlite;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Sqlite.Errors;

namespace SchemaGuard.Sqlite.Connecting;

/// <summary>A factory that opens connections and checks the path first: SQLite itself would only report that it cannot open the file.</summary>
internal sealed class SqliteConnectionFactory(SqliteConnectionSettings settings, SqliteGuardOptions options) : IDisposable
{
    /// <summary>
    /// How long the driver itself waits for a lock, in whole seconds, its smallest unit. It blocks the thread meanwhile; core polls on top of it.
    /// </summary>
    private const int ShortWait = 1;

    private readonly string _forReading = settings.ForReading();
    private readonly string _forMigrating = settings.ForMigrating();
    private SqliteConnection? _keepAlive;

    public string Target => settings.Target;

    public async ValueTask<SqliteConnection> OpenAsync(ConnectionIntent intent, CancellationToken cancellationToken)
    {
        if (settings.Path is { } path)
        {
            Prepare(path, intent);
        }
        else
        {
            await KeepAliveAsync(cancellationToken).ConfigureAwait(false);
        }

        if (intent == ConnectionIntent.Migrate)
        {
            // Idle connections of this process would prevent a change of the journal mode.
            using var reading = new SqliteConnection(_forReading);
            SqliteConnection.ClearPool(reading);
        }

        var connection = new SqliteConnection(intent == ConnectionIntent.Read ? _forReading : _forMigrating);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException) when (settings.HasPassword)
        {
            // The driver reports this before it touches the file: the library that the application brings does not know PRAGMA key.
            await connection.DisposeAsync().ConfigureAwait(false);
            throw Refuse(DatabaseErrorKind.Refused, SqliteMessages.NoEncryption(), SqliteMessages.NoEncryptionRemedy);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        connection.DefaultTimeout = ShortWait;
        return connection;
    }

    public void Dispose() => _keepAlive?.Dispose();

    private void Prepare(string path, ConnectionIntent intent)
    {
        if (File.Exists(path))
        {
            return;
        }

        RefuseIfHidden(path);
        if (Directory.Exists(path))
        {
            throw Refuse(DatabaseErrorKind.Refused, SqliteMessages.IsFolder(), SqliteMessages.PathRemedy);
        }

        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder) && !options.CreateDirectory)
        {
            throw Refuse(DatabaseErrorKind.Refused, SqliteMessages.FolderMissing(folder), SqliteMessages.FolderMissingRemedy);
        }

        if (settings.Mode != SqliteOpenMode.ReadWriteCreate)
        {
            throw Refuse(DatabaseErrorKind.Refused, SqliteMessages.MayNotCreate(), SqliteMessages.MayNotCreateRemedy);
        }

        if (intent == ConnectionIntent.Read)
        {
            throw Refuse(DatabaseErrorKind.DatabaseMissing, SqliteMessages.FileMissing(), SqliteMessages.FileMissingRemedy);
        }

        CreateFolder(folder);
    }

    /// <summary>Refuses a file whose existence this process has no permission to check: it does not count as missing.</summary>
    private static void RefuseIfHidden(string path)
    {
        try
        {
            _ = File.GetAttributes(path);
        }
        catch (UnauthorizedAccessException)
        {
            throw Refuse(DatabaseErrorKind.Refused, SqliteMessages.CannotOpen(), SqliteMessages.CannotOpenRemedy);
        }
        catch (IOException)
        {
            // It is missing.
        }
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refuse(DatabaseErrorKind.Refused, exception.Message, SqliteMessages.CannotOpenRemedy);
        }
    }

    /// <summary>Keeps one connection open: an in-memory database lives as long as its last connection.</summary>
    private async ValueTask KeepAliveAsync(CancellationToken cancellationToken)
    {
        if (_keepAlive is not null)
        {
            return;
        }

        var connection = new SqliteConnection(_forMigrating);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (Interlocked.CompareExchange(ref _keepAlive, connection, null) is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static DatabaseRefusedException Refuse(DatabaseErrorKind kind, string message, string remedy) =>
        new(new DatabaseError(kind, message, remedy));
}
