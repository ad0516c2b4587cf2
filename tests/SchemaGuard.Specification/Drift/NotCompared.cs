namespace SchemaGuard.Specification.Drift;

/// <summary>Something that a database has and that is not compared, with the reason.</summary>
/// <param name="What">What it is, as the package's page lists it.</param>
/// <param name="Reason">Why it is not compared, or what checks it instead.</param>
/// <param name="Change">Statements that change it and must produce no finding; empty where a test cannot change it.</param>
/// <param name="Undo">The statements that undo it.</param>
public sealed record NotCompared(string What, string Reason, string Change = "", string Undo = "")
{
    /// <summary>Gets what is not compared in PostgreSQL.</summary>
    public static IReadOnlyList<NotCompared> OfPostgreSql { get; } =
    [
        new(
            "grants, default privileges, security labels",
            "they differ between environments; `RequirePrivileges` asks for those that the application needs",
            "grant select on users to public",
            "revoke select on users from public"
        ),
        new(
            "owners",
            "they differ between environments",
            "alter table cache owner to pg_monitor",
            "alter table cache owner to current_user"
        ),
        new("comments", "they have no effect", "comment on table users is 'everybody'", "comment on table users is null"),
        new(
            "order of columns",
            "columns can only be added at the end, so two histories of one schema give two orders",
            "drop table plain; create table plain (b integer, a integer not null)",
            "drop table plain; create table plain (a integer not null, b integer)"
        ),
        new(
            "storage parameters, tablespaces, access methods, clustering",
            "they change nothing that an application sees",
            "alter table users set (fillfactor = 70)",
            "alter table users reset (fillfactor)"
        ),
        new(
            "storage, compression and statistics target of columns",
            "they change nothing that an application sees",
            "alter table users alter name set storage external, alter name set statistics 10",
            "alter table users alter name set storage extended, alter name set statistics -1"
        ),
        new(
            "cost and row estimates of functions",
            "they change plans, not results",
            "alter function twice(integer) cost 7",
            "alter function twice(integer) cost 100"
        ),
        new(
            "sort operators, moving states and the use as a window of aggregates, estimators of operators, "
                + "planner support of functions, statistics target of extended statistics",
            "they change plans, not results",
            "alter operator === (amount, amount) set (restrict = eqsel); alter statistics parcels_size_weight set statistics 7",
            "alter operator === (amount, amount) set (restrict = none); alter statistics parcels_size_weight set statistics -1"
        ),
        new(
            "the next number of sequences",
            "it is data",
            "alter sequence numbers restart with 500",
            "alter sequence numbers restart with 10"
        ),
        new(
            "the collation version that the server recorded",
            "it belongs to the server: after an upgrade of the operating system's collations, indexes are rebuilt"
        ),
        new("base types", "they are written in C and come with extensions, whose versions are compared"),
        new("the type of a typed table", "its columns are compared", "alter table plain of plain_row", "alter table plain not of"),
        new(
            "operator classes and families",
            "an index names the ones that it uses",
            "create operator family odd using btree",
            "drop operator family odd using btree"
        ),
        new(
            "text search parsers and templates, conversions, languages, transforms, access methods, foreign data wrappers",
            "they come with extensions, whose versions are compared",
            "create foreign data wrapper nothing",
            "drop foreign data wrapper nothing"
        ),
        new(
            "user mappings, subscriptions",
            "they hold passwords",
            "create user mapping for public server far",
            "drop user mapping for public server far"
        ),
        new("large objects", "they are data", "select lo_create(4711)", "select lo_unlink(4711)"),
        new(
            "settings of the database and of roles, tablespaces, roles",
            "they belong to the server",
            "do $$ begin execute format('alter database %I set work_mem = ''8MB''', current_database()); end $$",
            "do $$ begin execute format('alter database %I reset work_mem', current_database()); end $$"
        ),
        new(
            "options of foreign servers and tables that are secret by their name",
            "their values are left out, because a manifest is kept with the code"
        ),
    ];

    /// <summary>Gets what is not compared in MySQL and MariaDB.</summary>
    public static IReadOnlyList<NotCompared> OfMySql { get; } =
    [
        new("accounts, roles and grants", "they belong to the server; `RequirePrivileges` asks for those that the application needs"),
        new("comments", "they have no effect", "alter table loose comment 'nothing'", "alter table loose comment ''"),
        new(
            "the next number of AUTO_INCREMENT",
            "it is data",
            "alter table numbered auto_increment = 100",
            "alter table numbered auto_increment = 1"
        ),
        new(
            "options of statistics and hints for the size of a table",
            "they change plans, not results",
            "alter table loose stats_persistent = 1, max_rows = 1000",
            "alter table loose stats_persistent = default, max_rows = 0"
        ),
        new("encryption, tablespaces, data directories", "they differ between environments"),
        new(
            "character set and collation of the database",
            "they matter where a table or routine is created, and are compared there",
            "alter database character set latin1",
            "alter database character set utf8mb4"
        ),
        new(
            "events that happen once, the start of events that repeat, and the time of their end",
            "they are data",
            "create event once on schedule at '2037-01-01' do delete from elders",
            "drop event once"
        ),
        new("character set of the session that created a view, routine, trigger or event", "it is the client's, and a dump sets its own"),
        new("parsers of fulltext keys, such as ngram", "the catalog does not show them"),
        new(
            "application time of MariaDB: `WITHOUT OVERLAPS`, the name of a period",
            "the catalog does not show them before MariaDB 11.4; the columns of the key and the condition of the period are compared"
        ),
        new("limit and interval of partitions by system time", "the catalog of MariaDB does not show them"),
        new("the difference between the algorithms MERGE and UNDEFINED of a view", "the server chooses, and TEMPTABLE is compared"),
        new("reference systems of MariaDB's geometries", "MariaDB stores them and does not check them"),
        new("plugins, components, loadable functions, variables, histograms", "they belong to the server"),
    ];

    /// <summary>Gets what is not compared in SQLite.</summary>
    public static IReadOnlyList<NotCompared> OfSqlite { get; } =
    [
        new("order of columns", "a table that was rebuilt may have another order"),
        new(
            "`PRAGMA user_version` and `application_id`",
            "they are the application's",
            "pragma user_version = 7",
            "pragma user_version = 0"
        ),
        new("statistics, the next number of AUTOINCREMENT", "they are data", "analyze", "drop table if exists sqlite_stat1"),
        new("page size, encoding, journal mode, other settings of the file", "they change nothing that an application sees"),
        new("comments", "they have no effect"),
    ];
}
