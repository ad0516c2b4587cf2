using Microsoft.Data.Sqlite;
using SchemaGuard.Providers;
using SchemaGuard.Sqlite.Errors;

namespace SchemaGuard.Sqlite.Connecting;

/// <summary>A parsed connection string.</summary>
internal sealed class SqliteConnectionSettings
{
    private const string Memory = ":memory:";
    private const string FileScheme = "file:";
    private readonly SqliteConnectionStringBuilder _builder;

    private SqliteConnectionSettings(SqliteConnectionStringBuilder builder, string? path)
    {
        _builder = builder;
        Path = path;
    }

    /// <summary>Gets the full path of the file; <see langword="null"/> for a shared in-memory database.</summary>
    public string? Path { get; }

    public SqliteOpenMode Mode => _builder.Mode;

    public bool HasPassword => _builder.Password.Length > 0;

    /// <summary>Gets the name of the database as people see it.</summary>
    public string Target => Path ?? $"memory '{_builder.DataSource}'";

    /// <summary>Returns the connection string for reading: the application's own, which never creates the file.</summary>
    public string ForReading() =>
        Path is not null && Mode == SqliteOpenMode.ReadWriteCreate
            ? new SqliteConnectionStringBuilder(_builder.ConnectionString) { Mode = SqliteOpenMode.ReadWrite }.ConnectionString
            : _builder.ConnectionString;

    /// <summary>Returns the connection string for migrating. It is not pooled, so that no session passes to the application.</summary>
    public string ForMigrating() => new SqliteConnectionStringBuilder(_builder.ConnectionString) { Pooling = false }.ConnectionString;

    /// <summary>Parses an ADO.NET connection string or a URL.</summary>
    /// <returns>The settings, or <see langword="null"/> with the problem, which never contains the string.</returns>
    public static SqliteConnectionSettings? Parse(string text, out string? problem)
    {
        var isUrl = ConnectionUrl.TryParse(text, out var url);
        if (isUrl && url!.Scheme is not ("sqlite" or "sqlite3" or "file"))
        {
            problem = SqliteMessages.WrongScheme(url.Scheme);
            return null;
        }

        problem =
            url?.Problem is not null ? SqliteMessages.NotUnderstood()
            : url?.User is not null ? SqliteMessages.NoUsers()
            : null;
        if (problem is not null)
        {
            return null;
        }

        var builder = isUrl ? ConnectionKeywords.Read(OfUrl(url!), out problem) : ConnectionKeywords.Read(text, out problem);
        if (builder is null)
        {
            return null;
        }

        var isMemory = IsMemory(builder);
        problem = FindProblem(builder);
        if (problem is not null)
        {
            return null;
        }

        var path = isMemory ? null : FullPath(builder.DataSource);
        if (path is not null)
        {
            builder.DataSource = path;
        }

        return new SqliteConnectionSettings(builder, path);
    }

    private static bool IsMemory(SqliteConnectionStringBuilder builder) =>
        builder.Mode == SqliteOpenMode.Memory || builder.DataSource == Memory;

    private static string? FindProblem(SqliteConnectionStringBuilder builder) =>
        builder.DataSource.Length == 0 ? SqliteMessages.NoDataSource()
        : builder.DataSource.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase) ? SqliteMessages.FileUri()
        : IsMemory(builder) && (builder.Cache != SqliteCacheMode.Shared || builder.DataSource == Memory) ? SqliteMessages.PrivateMemory()
        : null;

    private static List<KeyValuePair<string, string>> OfUrl(ConnectionUrl url)
    {
        var file = url.Hosts.Length == 0 ? url.Path : $"{url.Hosts}/{url.Path}".TrimEnd('/');
        return
        [
            new("Data Source", file),
            .. url.Parameters.Select(parameter =>
                parameter switch
                {
                    ("mode", "ro") => new("Mode", nameof(SqliteOpenMode.ReadOnly)),
                    ("mode", "rw") => new("Mode", nameof(SqliteOpenMode.ReadWrite)),
                    ("mode", "rwc") => new("Mode", nameof(SqliteOpenMode.ReadWriteCreate)),
                    _ => parameter,
                }
            ),
        ];
    }

    /// <summary>Resolves a path as the driver does: relative to DataDirectory if that is set, otherwise to the current folder.</summary>
    private static string FullPath(string dataSource)
    {
        const string DataDirectory = "|DataDirectory|";
        var directory = AppDomain.CurrentDomain.GetData("DataDirectory") as string ?? "";
        if (dataSource.StartsWith(DataDirectory, StringComparison.OrdinalIgnoreCase))
        {
            dataSource = dataSource[DataDirectory.Length..].TrimStart('/', '\\');
        }

        return System.IO.Path.GetFullPath(System.IO.Path.Combine(directory, dataSource));
    }
}
