using SchemaGuard.Specification;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Holds statements with IF NOT EXISTS of every kind that SQLite has, and what they may find.</summary>
internal static class SqliteSkippedCases
{
    private const string Columns = "create table t§ (id int, a int, b text)";

    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<SkippedCase> All { get; } =
    [
        new(
            "create table if not exists t§ (id text primary key, size integer not null)",
            "create table t§ (id text primary key, size integer not null, later int)",
            "create table t§ (id int)",
            "column 't§.size' is expected and does not exist; the type of column 't§.id' is integer, expected text; "
                + "primary key 't§.primary key' is expected and does not exist"
        ),
        new(
            """CREATE TABLE IF NOT EXISTS Main . [Mixed §] /* c */ ("Id" INTEGER PRIMARY KEY AUTOINCREMENT, aB varchar(20) COLLATE nocase DEFAULT 'x')""",
            """create table "MIXED §" (id integer primary key autoincrement, ab varchar(20) collate nocase default 'x')""",
            """create table "mixed §" (id integer primary key, ab varchar(20) default 'y')""",
            "the numbering of column 'Mixed §.Id' is rowid, expected autoincrement; "
                + "the default of column 'Mixed §.aB' is not as expected: 'y' where the statement says 'x'; "
                + "the collation of column 'Mixed §.aB' is the default, expected nocase"
        ),
        new(
            "create table if not exists t§ (id int primary key, up int references t§ on delete cascade, p int "
                + "references p§, n int check (n > 0), g int generated always as (id * 2) stored, unique (n, p))",
            "create table t§ (id int primary key, up int references t§ (id) on delete cascade, p int "
                + "references p§ (id), n int check (n > 0), g int as (id * 2) stored, unique (n, p))",
            "create table t§ (id int primary key, up int references t§, p int, n int check (n >= 0), g int as (id * 3) stored, unique (p, n))",
            "the generation of column 't§.g' is not as expected: (id * 3) stored where the statement says (id * 2) stored; "
                + "unique key 't§.(n, p)' is expected and does not exist; the action on delete of foreign key 't§.(up)' is no action, "
                + "expected cascade; foreign key 't§.(p)' is expected and does not exist; "
                + "check 't§.(n > 0)' is expected and does not exist",
            "create table p§ (id int primary key)"
        ),
        new(
            "create table if not exists t§ (id int primary key) without rowid",
            "create table t§ (id int primary key) without rowid",
            "create table t§ (id int primary key)",
            "the options of table 't§' are none, expected without rowid; column 't§.id' accepts NULL but is expected not to"
        ),
        new(
            "create table if not exists t§ (id int)",
            "create table first§ (id int); alter table first§ rename to t§; alter table t§ add column later int",
            "create view t§ as select 1 as id",
            "it is a view, not a table"
        ),
        new(
            "create virtual table if not exists t§ using fts5(title, body)",
            "create virtual table t§ using fts5(title, body)",
            "create virtual table t§ using fts5(title)",
            "column 't§.body' is expected and does not exist"
        ),
        new(
            "create index if not exists ix§ on t§ (a)",
            "create index IX§ on t§ (a)",
            "create index ix§ on t§ (b)",
            "the columns of index 't§.ix§' are not as expected: b where the statement says a",
            Columns
        ),
        new(
            "create unique index if not exists main.\"ix §\" on T§ (lower(b) desc, a collate nocase) where a > 0",
            "create unique index \"ix §\" on t§ (lower(b) desc, a collate nocase) where a > 0",
            "create index \"ix §\" on t§ (lower(b), a collate nocase) where a >= 0",
            "the columns of index 't§.ix §' are not as expected: lower(b), a collate nocase "
                + "where the statement says lower(b) desc, a collate nocase; index 't§.ix §' is not unique but is expected to be; "
                + "the condition of index 't§.ix §' is not as expected: a >= 0 where the statement says a > 0",
            Columns
        ),
        new(
            "create index if not exists ix§ on t§ (a)",
            "create index ix§ on t§ (a)",
            "create table u§ (a int); create index ix§ on u§ (a)",
            "it belongs to table 'u§'",
            Columns
        ),
    ];
}
