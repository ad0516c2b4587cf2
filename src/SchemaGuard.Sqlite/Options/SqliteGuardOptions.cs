namespace SchemaGuard;

/// <summary>The options that only SQLite has.</summary>
public sealed class SqliteGuardOptions
{
    /// <summary>Gets or sets whether a folder that does not exist is created for the database file.</summary>
    /// <value>The default value is <see langword="false"/>, so that a wrong path is an error and not an empty database in the wrong place. The file
    /// itself is created by migrating, as the connection string's <c>Mode</c> allows.</value>
    public bool CreateDirectory { get; set; }
}
