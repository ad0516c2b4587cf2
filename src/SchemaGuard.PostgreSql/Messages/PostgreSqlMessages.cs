using SchemaGuard.Findings;
using SchemaGuard.Inspection;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.PostgreSql.Messages;

/// <summary>The sentences of the package.</summary>
internal static class PostgreSqlMessages
{
    public static string CreateNeedsString() =>
        ConnectionStringProblems.CreateNeedsString("UsePostgreSql(\"Host=…;Database=…\"), or set SchemaGuard:MigrationConnectionString");

    public const string UsesAddedEnumValue = "it uses the enum value that it adds";

    public static string NoSchema() => "no schema of the connection's search_path exists, so there is no place for the history tables";

    public static string NoSchemaRemedy =>
        $"Create the schema, {Wording.Of("set option HistorySchema, ", "")}or write Search Path=… in the connection string.";

    public static string NoChosenSchema(string schema) => $"there is no schema '{schema}' in the database";

    public static string NoChosenSchemaRemedy(string quoted) =>
        $"Check its spelling (upper and lower case differ here), or create it: CREATE SCHEMA {quoted};";

    public static string SchemaNeedsString() =>
        "Schema is set, but the application sets the search path of its data source. Write Search Path=… where the data source is created, "
        + "or UsePostgreSql(\"Host=…;Database=…\").";

    public static string SchemaEmpty() => "Schema is empty. Write the name of a schema, or leave the option out.";

    public static string OtherProduct(string product) =>
        $"the server is {product}, which speaks PostgreSQL's protocol but lacks the catalog and the locks that SchemaGuard relies on";

    public const string OtherProductRemedy =
        "Use PostgreSQL 13 or newer, or a service that runs it (Aurora, Cloud SQL, Azure, Neon, Citus …); for this product, migrate with its own tool.";

    public static string OldVersion(int version, int oldest) =>
        $"the server is PostgreSQL {version}, and {oldest} is the oldest version that SchemaGuard supports";

    public static string OldVersionRemedy(int oldest) => $"Upgrade the server to PostgreSQL {oldest} or newer, or connect to another one.";

    public static string BadPassword() => "the server refuses the user's password";

    public static string NoPassword() => "the server asks for a password, but the connection string has none";

    public const string BadPasswordRemedy =
        "Correct Username and Password in the connection string (or PGUSER, PGPASSWORD, or the password file).";

    public static string NoHostEntry(string text) => text;

    public const string NoHostEntryRemedy =
        "Allow this host, user and database in the server's pg_hba.conf; where it says 'no encryption', write SSL Mode=Require in the connection string.";

    public static string DatabaseMissingRemedy =>
        "Correct the database's name, "
        + Wording.Of(
            "create it, or let migrating create it with UsePostgreSql(…, options => options.CreateDatabase = true).",
            "or create it."
        );

    public static string StartingUp(string text) => $"the server accepts no connections at the moment ({text})";

    public static string PoolerSays(string text) => $"the connection is unavailable at the moment ({text})";

    public static string BadVariable(string name) => $"{name} has a value that Npgsql does not understand. Correct the variable.";

    public static string SessionBehindPooler() =>
        "a session lock does not hold behind a pooler, and there is one between this process and the database";

    public static string SessionBehindPoolerRemedy =>
        Wording.Of(
            "Set Lock to Auto or Lease, or set MigrationConnectionString to the database's own host.",
            "Write --lock auto, or the database's own host in --connection."
        );

    public static string Terminated(string text) => $"the server has ended the connection ({text})";

    /// <summary>Returns the remedy for a cancelled statement. The server's sentence, where it is in English, tells who cancelled it.</summary>
    public static string CanceledRemedy(string text) =>
        text.Contains("statement timeout", StringComparison.Ordinal) ? TimeoutRemedy("statement_timeout")
        : text.Contains("user request", StringComparison.Ordinal)
            ? "Somebody cancelled it on the server (pg_cancel_backend), or a program that watches for long statements did: "
                + "make sure that it may run, and start again."
        : "It ran longer than statement_timeout allows, or somebody cancelled it on the server (pg_cancel_backend): "
            + "allow it more time, and start again.";

    public static string TimeoutRemedy(string setting) =>
        $"It took longer than {setting} allows. Raise it where it is set: the script (SET {setting}), the role or the database "
        + $"(ALTER ROLE … SET {setting} = …, ALTER DATABASE … SET …), the connection string's Options, postgresql.conf, or a pooler in between. "
        + "On a direct connection, the values of the role and the database do not apply to migrations.";

    public const string MoreConnections = "Raise max_connections, lower Maximum Pool Size of the applications, or put a pooler in between";

    public static string ReadOnly() => "the server is read-only: a standby, or default_transaction_read_only is on";

    public static string ReadOnlyRemedy =>
        Wording.Of(
            "Connect to the primary: list all hosts in the connection string, or "
                + "set SchemaGuard:MigrationConnectionString. To only verify, use StartupMode.Verify.",
            "Connect to the primary: name it in --connection, or list all hosts there. To only verify, run 'schemaguard check'."
        );

    public static string DiskFull(string text) => $"the server's disk is full ({text})";

    public const string DiskFullRemedy =
        "Free some space on the server and start again. What was not committed was rolled back; nothing is lost.";

    public const string OutOfMemoryRemedy =
        "The server has no memory left for this statement: lower work_mem or maintenance_work_mem for it (SET work_mem = …), "
        + "do its work in smaller parts, or give the server more memory.";

    public const string UndefinedFileRemedy =
        "The server has no such file: a path in a script is a path on the server's machine, not on this one. Put the file there, or its data "
        + "into the script (COPY … FROM stdin).";

    public static string Hint(string hint) => $" (hint: {hint})";

    public static string NoSuitableHost() => "none of the hosts is a primary that can be reached";

    public const string NoSuitableHostRemedy = "Check the servers that the connection string lists: one of them must accept writes.";

    public static string Tls(string text) => $"the server's certificate is not accepted ({text.TrimEnd('.')})";

    public const string TlsRemedy =
        "Name the authority that signed it with Root Certificate=… in the connection string, or correct the host name; SSL Mode=Require encrypts "
        + "without checking the certificate.";

    public static string NoTls() => "the connection string asks for TLS, which the server does not support";

    public const string NoTlsRemedy = "Turn on TLS on the server (ssl = on), or write SSL Mode=Prefer in the connection string.";

    public const string AlreadyExistsRemedy =
        "The database already has this object, but the history does not mention it: it was created by hand or by another tool. Compare it with the "
        + "script; if it is the same, write IF NOT EXISTS.";

    public const string CommitInProcedureRemedy =
        "A procedure or DO block that commits cannot run in the migration's transaction: remove the COMMIT, or write "
        + "'-- schemaguard: transaction=none' as the script's first line.";

    public const string PendingTriggersRemedy =
        "Deferred constraints or triggers of earlier statements of this migration have not run yet: write SET CONSTRAINTS ALL IMMEDIATE before "
        + "this statement, or '-- schemaguard: transaction=none' as the script's first line.";

    public const string NotInTransactionRemedy =
        "Write '-- schemaguard: transaction=none' as the script's first line: its statements then run one by one.";

    public const string EnumValueRemedy =
        "Use the value in a migration of its own, after the one that adds it, or write '-- schemaguard: transaction=none' as the script's first line.";

    public static string HistoryIsView(string view) =>
        $"'{view}' is a view in place of one of SchemaGuard's own tables: migrations that it leaves out would seem not to have been applied";

    public static string HistoryIsViewRemedy =>
        Wording.Of(
            "Rename or drop the view, choose another name with option HistoryTable, or say where the table is with HistorySchema.",
            "Rename or drop the view, or begin the connection's search path with the schema in which the table is."
        );

    public static string SchemaHidden(string schema) =>
        $"the user may not use schema '{schema}' of the search path: it is unknown whether the history is in it, and what is pending";

    public static string RowsHidden(string table) =>
        $"row-level security hides rows of table '{table}' from the user: migrations that they record as applied would seem to be pending";

    public static string RowsHiddenRemedy(string table, string role) =>
        $"Let an administrator run: ALTER ROLE {role} BYPASSRLS; Or let the table's owner run: "
        + $"CREATE POLICY schemaguard ON {table} TO {role} USING (true) WITH CHECK (true);";

    public static string MayNotReadHistory() => "the user may not read the history tables";

    public static string NoMaintenanceDatabase() =>
        "the server has no database 'postgres' or 'template1' that this user may connect to in order to create another";

    public const string NoMaintenanceDatabaseRemedy =
        "Create the database by hand, or let the user connect to one of the two (GRANT CONNECT ON DATABASE postgres TO …;).";

    public static string ScratchRemedy =>
        $"{Wording.Of("Set MigrationConnectionString to", "Give --connection")} a user with the right CREATEDB, "
        + "or write the manifest from a database that is migrated: 'schemaguard manifest' without '--from migrations'.";

    public static CatalogFault NotPopulated(SchemaObject view)
    {
        var name = SqlText.Qualified(view.Schema, view.Name);
        return new CatalogFault(
            view,
            $"Materialized view '{view.Name}' has never been populated: every query of it fails.",
            $"Run: REFRESH MATERIALIZED VIEW {name}"
        );
    }

    public const string RaisedWarning = "a warning from the script's own code, whose text is logged as a notice";
}
