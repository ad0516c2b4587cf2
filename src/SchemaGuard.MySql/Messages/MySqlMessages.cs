using System.Globalization;
using SchemaGuard.Findings;
using SchemaGuard.MySql.Products;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.MySql.Messages;

/// <summary>The sentences of the package.</summary>
internal static class MySqlMessages
{
    public static string NoDataSource() =>
        "MySQL needs a driver and a connection, but no DbDataSource is registered in the container. With package "
        + "MySqlConnector.DependencyInjection, write "
        + "builder.Services.AddMySqlDataSource(\"Server=…;Database=…;User ID=…\"); or pass the driver: UseMySql(MySqlConnectorFactory.Instance, "
        + "\"Server=…;Database=…;User ID=…\").";

    public static string NoConnection() =>
        "MySQL has a driver but no connection string. Write UseMySql(MySqlConnectorFactory.Instance, \"Server=…;Database=…;User ID=…\"), or set "
        + "SchemaGuard:ConnectionString.";

    public static string StringNeedsDriver(string key) =>
        $"{key} is set, but a connection string needs a driver, which a data source does not provide. Write "
        + "UseMySql(MySqlConnectorFactory.Instance), or leave the setting out.";

    public static string CreateNeedsString() =>
        ConnectionStringProblems.CreateNeedsString("UseMySql(MySqlConnectorFactory.Instance, \"Server=…;Database=…\")");

    public static string WrongScheme(string scheme) =>
        ConnectionStringProblems.WrongScheme(scheme, "mysql://user@host:3306/database", "Server=…;Database=…");

    public static string NoHost() => ConnectionStringProblems.NoHost("mysql://user@host:3306/database");

    public static string NoDatabase() =>
        "The connection string names no database. Write Server=…;Database=…;User ID=…, or mysql://user@host:3306/database.";

    public static string NoCurrentDatabase() => "the connection has no current database";

    public static string BadHost() =>
        "The host in the connection string contains a blank or one of = @ / ? ;, which no host does: it may be part of the password. In a URL, "
        + "write / as %2F, ? as %3F, @ as %40 and ; as %3B; "
        + "in an ADO.NET string, put the value in quotes.";

    public static string PortBesideHost() =>
        "The connection string has a port beside a host, or a list of addresses. Only MySql.Data understands these, and it understands ports "
        + "only in a list. Write one Port=… for all hosts: Server=db1,db2;Port=3307.";

    public static string NoTransactions(string table, string engine) =>
        $"it writes to '{table}', whose storage engine {engine} has no transactions: what it writes would stay. It was not run";

    public static string KeywordRefused(string keyword) =>
        $"The driver does not accept the connection string's value for '{keyword}', or does not know the keyword. Correct it, or leave it out.";

    public static string KeywordUnknown(string? before) =>
        $"The connection string contains a keyword that the driver does not know{(before is null ? "" : $", after '{before}'")}. Correct it; put "
        + "a value that contains ; in quotes, as in Password=\"…\".";

    public static string StringRefused(string? text) =>
        $"The driver does not accept the connection string{(text is null ? "" : $" ({text.TrimEnd('.')})")}. Correct its keywords and their values.";

    public static string NotUnderstood() =>
        "The connection string is not understood. Write it as Server=…;Database=…;User ID=…, or as mysql://user@host:3306/database.";

    public static string OtherProduct(string connectionType) =>
        $"the server is not MySQL or MariaDB: the data source opens a {connectionType}";

    public static string OtherProductRemedy =>
        Wording.Of(
            "Give UseMySql a data source of a MySQL driver, such as the one from MySqlConnector's AddMySqlDataSource, or choose the provider for "
                + "this database.",
            "Give --driver a MySQL driver, such as MySqlConnector, or --provider the product of this database."
        );

    public static Finding SmallTableCache(string database, long tables, long cache) =>
        new(
            FindingCodes.SmallTableCache,
            FindingSeverity.Information,
            database,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Database '{database}' has {tables} tables and views, but the server keeps at most {cache} tables open (table_open_cache): "
            ) + "each look at the catalog reopens most of them, and closes those that the application uses.",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Set table_open_cache to more than {tables} in the server's configuration, or now with SET GLOBAL table_open_cache = {tables * 2}"
            ) + Wording.Of("; or make the monitor look less often: option MonitorInterval.", ".")
        );

    public static string TooOld(ServerProduct server) =>
        $"{server} is not supported: its DDL statements are not atomic, so nothing can be proved after a crash";

    public const string TooOldRemedy = "Use MySQL 8.0 or later, or MariaDB 10.6 or later.";

    public static string UnseenSession(string session) =>
        $"; its session {session} is still there, and only a user with the PROCESS privilege can see whether it executes a statement: if it does "
        + $"not, an administrator may run KILL {session}";

    public static string CatalogLocked() => "another session is creating or changing a table, whose definition cannot be read meanwhile";

    public static string ReadOnly(string text) => $"the server accepts no writes ({text.TrimEnd('.')})";

    public static string ReadOnlyRemedy =>
        Wording.Of(
            "Migrate on the primary: correct Server in the connection string, or set SchemaGuard:MigrationConnectionString.",
            "Migrate on the primary: correct Server in --connection."
        );

    public static string DiskFull(string text) => $"the server has no space left ({text.TrimEnd('.')})";

    public const string DiskFullRemedy = "Free some space on the server's disk, and start again.";

    public static string BadPassword(string text) => $"the server rejects the user or the password ({text.TrimEnd('.')})";

    public const string BadPasswordRemedy =
        "Correct User ID and Password in the connection string, or the account and the host for which it is valid.";

    public static string NoAgreedAuthentication(string text) =>
        $"the driver cannot authenticate in the way that the server requires ({text.TrimEnd('.')})";

    public const string NoAgreedAuthenticationRemedy =
        "Encrypt the connection (SslMode=Required), write AllowPublicKeyRetrieval=true inside a trusted network, or let an administrator change "
        + "the account's authentication plugin.";

    public const string HostRemedy =
        "Let an administrator allow this machine's address for the user (CREATE USER … @'host'), or unblock it with FLUSH HOSTS.";

    public static string DatabaseMissingRemedy =>
        "Correct the database's name, "
        + Wording.Of(
            "create it, or let SchemaGuard create it with UseMySql(…, options => options.CreateDatabase = true).",
            "or create it."
        );

    public const string MoreConnections = "Raise max_connections, or lower Maximum Pool Size of the applications";

    public static string NotSynced(string text) => $"this node of the cluster accepts no statements at the moment ({text.TrimEnd('.')})";

    public static string NotReached(string text) => $"the server cannot be reached ({text.TrimEnd('.')})";

    public static string Tls(string text) => $"the encrypted connection fails ({text.TrimEnd('.')})";

    public const string TlsRemedy =
        "Name the authority that signed the server's certificate (SslCa=…), or write SslMode=Required to encrypt without checking it, or "
        + "SslMode=None inside a trusted network.";

    public static string AlreadyExistsRemedy =>
        "The database already has this, but the history does not mention it: it was created by hand or by another tool. With "
        + $"{Wording.Of("OnExisting = ExistingObjectPolicy.Verify", "--on-existing verify")} it counts as done if it has the shape that the statement would "
        + "have given it.";

    public static string OtherServer(string product) =>
        $"{product} speaks MySQL's protocol but is not supported: its definitions and locks do not give the guarantees of MySQL's and MariaDB's";

    public const string LockTables =
        "locks tables around more than a dump's INSERTs, but cannot keep that lock here: the history is written between the statements. Make the "
        + "change in one ALTER TABLE, or keep other writers out of the table in another way and remove LOCK TABLES";

    public const string CopyLock =
        "locks tables or the server for a copy of the data: neither the migration nor the history could be written under that lock. Make a "
        + "backup with its own tool, before the migration: remove the statement, and the UNLOCK that belongs to it";

    public static string TooLong(long length, long most) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"is {length} bytes long, but the server accepts at most {most} (max_allowed_packet). Split it into shorter statements, "
                + $"or let an administrator run SET GLOBAL max_allowed_packet = {RoundedUp(length)} and start again"
        );

    public const string PacketRemedy =
        "Split the statement into shorter ones, or let an administrator raise max_allowed_packet on the server (SET GLOBAL max_allowed_packet = "
        + "…) and start again.";

    public const string BinaryLogRemedy = "Let an administrator run: SET GLOBAL log_bin_trust_function_creators = 1;";

    public static string VariablesForbidden(string variable) =>
        $"uses the variable {variable}, which the driver takes for an unbound parameter. Write Allow User Variables=true in "
        + $"{Wording.Of("the data source's connection string", "--connection")}";

    /// <summary>Rounds a length up: the server counts its limit in steps of 1024.</summary>
    private static long RoundedUp(long length) => ((length / 1024) + 2) * 1024;

    public const string LockTablesRemedy = "Remove LOCK TABLES from the script: the migration lock already keeps other migrators out.";

    public const string UserVariablesRemedy =
        "Write Allow User Variables=true in the connection string: otherwise the driver takes @names in scripts for parameters.";

    public static string Grant(string right, string account) => $"Let an administrator run: GRANT {right} TO {account};";

    public static string RightRemedy(int number) =>
        $"Let an administrator grant the privilege{(number == 1227 ? " that the message names" : "")}, or migrate as another user with "
        + Wording.Of("SchemaGuard:MigrationConnectionString.", "--connection.");

    public static string CommitsByItself(string statement) => $"'{statement}' commits implicitly";

    public static string MayCommit(string statement) => $"'{statement}' may commit implicitly";

    public const string LoadData = "reads a file on the client or the server, which no other machine has";

    public const string SetStatement = "contains another statement; write the setting as a separate SET before it, and reset it afterwards";

    public const string ReadsCounts = "asks for counts of the previous statement, but the journal writes its marks between the two";

    public const string ReadsLastInsert = "asks for what the last INSERT left in the session, but that session is gone";

    public static string ReadsVariable(string variable) =>
        $"uses the variable {variable}, which an earlier statement set to a value that cannot be read again, in a session that is gone";

    public static string ScratchRemedy =>
        $"{Wording.Of("Set MigrationConnectionString to", "Give --connection")} a user with all privileges on databases named "
        + "schemaguard_scratch_*, or write the manifest from a migrated database: 'schemaguard manifest' without '--from migrations'.";

    public const string SignalledWarning = "a warning from the script's own code, raised with SIGNAL";

    public const string DefinerRemedy =
        "Create the account, or name an existing one as the definer: until then every use of the object fails.";

    public const string LostDataRemedy =
        "The server has stored values that differ from the statement's. In strict mode it would have refused them. Check the rows, correct "
        + "them in a new migration, and leave STRICT_TRANS_TABLES in sql_mode.";

    public static string MaintenanceFailed(string operation, string table, string text) => $"{operation} of {table} failed: {text}";

    public const string MaintenanceRemedy =
        "The server answers such a statement with rows even if it failed. Repair the table or correct its name, as the row says, and start again.";

    public static string NoChecksum(string table) => $"{table} has no checksum: the table does not exist, or cannot be read";
}
