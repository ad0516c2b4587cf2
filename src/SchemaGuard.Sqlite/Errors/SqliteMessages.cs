using SchemaGuard.Findings;

namespace SchemaGuard.Sqlite.Errors;

/// <summary>The sentences of the package.</summary>
internal static class SqliteMessages
{
    public const string NotUnderstoodRemedy = "Write for example 'Data Source=app.db' or 'sqlite:///app.db'.";

    public static string NoConnectionString() =>
        "UseSqlite() found no connection string. Pass one to UseSqlite(…), set configuration key SchemaGuard:ConnectionString, or register a "
        + "DbDataSource.";

    public static string ForeignDataSource(string type) =>
        $"The DbDataSource in the container creates a {type}, which is not an SQLite connection. Pass a connection string to UseSqlite(…).";

    public static string NoSchemas() => "Option HistorySchema: SQLite has no schemas. Leave the option out.";

    public static string ReservedName(string name) =>
        $"Option HistoryTable: '{name}' begins like SQLite's own tables. Write a name that does not begin with 'sqlite_'.";

    public static string NotUnderstood() =>
        $"The SQLite connection string is not understood. {NotUnderstoodRemedy} Put a value that contains ';' or quotation marks in quotation marks.";

    public static string UnknownKeyword(int number, IEnumerable<string> known) =>
        $"Keyword {number} of the SQLite connection string is unknown to the driver. Write one of {string.Join(", ", known)}; "
        + "put a value that contains ';' in quotation marks.";

    public static string BadValue(string keyword, string choices) =>
        $"Keyword '{keyword}' of the SQLite connection string has a value that the driver does not accept. Write one of: {choices}.";

    public static string KeywordInValue(string keyword) =>
        $"The file name in the SQLite connection string contains '{keyword}='. Separate keywords with ';', as in 'Data Source=app.db;Mode=ReadOnly'.";

    public static string NoUsers() =>
        "The SQLite connection URL contains an '@', which would end a user name, but SQLite has no users. "
        + "Write 'sqlite:///app.db' or 'sqlite:////data/app.db', or %40 for an '@' in the path.";

    public static string WrongScheme(string scheme) =>
        $"The connection URL begins with '{scheme}://', which is not SQLite. {NotUnderstoodRemedy}";

    public static string NoDataSource() => $"The SQLite connection string names no file. {NotUnderstoodRemedy}";

    public static string FileUri() =>
        "The SQLite connection string names its file as a 'file:' URI, whose parameters the driver and SQLite read differently. "
        + "Write the path, and keywords such as 'Data Source=app.db;Mode=ReadOnly' or 'Data Source=name;Mode=Memory;Cache=Shared'.";

    public static string PrivateMemory() =>
        "An in-memory SQLite database belongs to one connection, so "
        + Wording.Of(
            "the application would not see what SchemaGuard migrates. Write 'Data Source=name;Mode=Memory;Cache=Shared' and use the same "
                + "connection string in the application.",
            "it would be gone at the end of the command. Write the path of a file, such as 'Data Source=app.db'."
        );

    public static string FolderMissing(string folder) => $"the folder '{folder}' of the database file does not exist";

    public static string FolderMissingRemedy =>
        "Correct the path, "
        + Wording.Of(
            "create the folder, or let it be created with UseSqlite(…, options => options.CreateDirectory = true).",
            "or create the folder."
        );

    public static string NoMigrationConnectionString() =>
        "MigrationConnectionString is set, but SQLite has one file and no users. Leave it out.";

    public static string IsFolder() => "it is a folder, not a file";

    public static string FileMissing() => "the file does not exist";

    public static string FileMissingRemedy =>
        Wording.Of("Start with StartupMode.Migrate or run 'schemaguard migrate'", "Run 'schemaguard migrate'")
        + " to create it, or correct the path.";

    public static string MayNotCreate() => "the file does not exist and the connection string's Mode does not allow creating it";

    public const string MayNotCreateRemedy = "Correct the path, or leave Mode out of the connection string.";

    public const string PathRemedy = "Correct Data Source in the connection string.";

    public static string NotADatabase() => "the file is not an SQLite database, or it is encrypted";

    public const string NotADatabaseRemedy =
        "Correct Data Source in the connection string, or remove the file if its content is not needed.";

    public static string Damaged() => "the database file is damaged";

    public const string DamagedRemedy = "Restore it from a backup; 'PRAGMA integrity_check' shows what is damaged.";

    public static string SchemaNotUnderstood(string text) =>
        $"the schema was written by a newer SQLite or edited by hand, and this version cannot read it: {text}";

    public static string SchemaNotUnderstoodRemedy(string version) =>
        $"The file is not damaged. This process runs SQLite {version}. Use the version that created the schema, or a newer one: "
        + $"{Wording.Of("update package SQLitePCLRaw.bundle_e_sqlite3", "install a newer version of this tool")}.";

    public const string ForeignKeyMismatchRemedy =
        "Make the parent's columns a primary key or a unique index. The connection checks foreign keys because of 'Foreign Keys=True' in its "
        + "connection string, or because the native library does so by itself; "
        + "other programs may not. A script that must run unchecked writes 'PRAGMA foreign_keys = OFF;' first.";

    public static string CannotOpen() => "the file cannot be opened";

    public const string CannotOpenRemedy =
        "Give this process permission to read and write the file and its folder; SQLite keeps a journal beside the file.";

    public static string ReadOnly() => "the database is read-only for this process";

    public static string ReadOnlyRemedy =>
        "Give this process permission to write the file and its folder, and leave Mode=ReadOnly out of the connection string. To only verify, "
        + Wording.Of("use StartupMode.Verify.", "run 'schemaguard check'.");

    public static string Full() => "the disk is full, or the database has reached its maximum size";

    public const string FullRemedy = "Free some space and start again. What was not committed was rolled back; nothing is lost.";

    public const string LockedByItselfRemedy =
        "The migration itself is still reading what it wants to change: close the reader before the statement.";

    public static string NativeLibraryMissing() => "the application brings no native SQLite library";

    public static string NativeLibraryMissingRemedy =>
        Wording.Of(
            "Add package SQLitePCLRaw.bundle_e_sqlite3, or Microsoft.Data.Sqlite, to the application's project.",
            "Install this tool again: its files are incomplete, or not for this machine."
        );

    public static string NoEncryption() => "the connection string contains a password, but the native SQLite library cannot encrypt";

    public static string NoEncryptionRemedy =>
        "Leave Password out of the connection string, or "
        + Wording.Of(
            "bring a library that encrypts, such as package SQLite3MC.PCLRaw.bundle.",
            "run the verbs inside the application that encrypts the database."
        );

    public static string Busy() => "another program keeps the database locked";

    public const string ForeignKeyRemedy =
        "Correct the data or the order of the statements. A script that rebuilds a table writes 'PRAGMA foreign_keys = OFF;' first: it then runs "
        + "before the transaction, and the foreign keys are checked before the commit.";

    public const string AlreadyExistsRemedy =
        "The database already has this object, but the history does not mention it: it was created by hand or by another tool. Compare it "
        + "with the script; if it is the same, write IF NOT EXISTS.";

    public static string ForeignKeyMismatch() =>
        "the migration leaves a table whose foreign key does not fit its parent: the parent's columns are neither a primary key nor unique";

    public static string ForeignKeysBroken(long rows, string table, string parent) =>
        $"the migration leaves {rows} row{(rows == 1 ? "" : "s")} of table '{table}' whose foreign key to '{parent}' points nowhere";

    public static string CheckFailed(string name, string text) => $"{name} found: {text}";

    public const string CheckFailedRemedy =
        "Restore the file from a backup, or recover it with sqlite3's '.recover'; if only an index is named, 'REINDEX' repairs it.";

    public static string Orphan(string table, string parent) =>
        $"a row of table '{table}' refers to a row of '{parent}' that does not exist";
}
