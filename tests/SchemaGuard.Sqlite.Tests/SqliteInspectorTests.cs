using SchemaGuard.Specification.Drift;
using SchemaGuard.Specification.Infrastructure;
using SchemaGuard.Sqlite.Inspection;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Says what the inspector reads.</summary>
public sealed class SqliteInspectorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Layout_comments_and_needless_quotes_do_not_count()
    {
        const string Plain = """
            create table t (a int check (a>0 and a in (1,-2)), b text default (1+2) collate nocase, c int generated always as (a*2) stored, unique (a,b));
            create index i on t (lower(b) desc,a) where b like 'x  y';
            create view v as select a,count(*) from t where a<-1 group by a;
            create trigger g after insert on t begin delete from t where a = new.a; end;
            """;
        const string Dressed = """
            create table [t] (
                "a"  int  check ( "a" > 0 -- positive
                    and [a] in ( 1, - 2 ) ),
                `b` text default ( 1  +  2 ) collate NOCASE, /* computed */ c INT as (a * 2) stored,
                UNIQUE ( "a" , "b" )
            );
            create index "i" on "t" ( lower ( "b" )  desc , a asc ) where "b" like 'x  y';
            create view "v" as /* of numbers */ select "a" , count ( * ) from "t" where a < - 1 group by a;
            create trigger if not exists "g" after insert on [t]
            begin
                delete from "t" where "a" = new."a";
            end;
            """;
        (await DescribeAsync(Dressed)).ShouldBe(await DescribeAsync(Plain));
        (await DescribeAsync(Plain)).ShouldBe([
            "Table t: ",
            "Column t.a: type integer; nullable true",
            "Column t.b: type text; nullable true; default 1 + 2; collation nocase",
            "Column t.c: type integer; nullable true; generated (a * 2) stored",
            "UniqueKey t.(a, b): columns a, b",
            "Check t.(a > 0 and a in (1, -2)): expression a > 0 and a in (1, -2)",
            "Index t.i: columns lower(b) desc, a; predicate b like 'x  y'",
            "View v: definition select a, count(*) from t where a < -1 group by a",
            "Trigger t.g: definition after insert on t begin delete from t where a = new.a; end",
        ]);
    }

    [Fact]
    public async Task Constraints_without_a_name_or_of_the_same_name_are_told_apart()
    {
        var lines = await DescribeAsync(
            """
            create table p (id integer primary key, x int unique);
            create table t (
                a int unique references p references P (ID) references p (x) on delete cascade,
                constraint same check (a > 1) constraint same check (a > 2) constraint same check (a > 1),
                UNIQUE (A)
            );
            """
        );

        lines
            .SkipWhile(line => line != "Table t: ")
            .ShouldBe([
                "Table t: ",
                "Column t.a: type integer; nullable true",
                "UniqueKey t.(a): columns a",
                "ForeignKey t.(a): columns a; references p(id)",
                "ForeignKey t.(a) 2: columns a; references p(x); onDelete cascade",
                "Check t.same: expression a > 1",
                "Check t.same 2: expression a > 2",
            ]);
    }

    [Fact]
    public async Task The_key_that_numbers_rows_is_known_from_one_that_does_not()
    {
        var lines = await DescribeAsync(
            """
            create table a (id integer primary key);
            create table b (id int primary key);
            create table c (id integer primary key autoincrement);
            create table d (id integer primary key desc);
            create table e (id integer primary key) without rowid;
            """
        );

        lines
            .Where(line => line.StartsWith("Column", StringComparison.Ordinal))
            .ShouldBe([
                "Column a.id: type integer; nullable false; identity rowid",
                "Column b.id: type integer; nullable true",
                "Column c.id: type integer; nullable false; identity autoincrement",
                "Column d.id: type integer; nullable true",
                "Column e.id: type integer; nullable false",
            ]);
    }

    [Fact]
    public async Task Virtual_tables_are_read_without_their_module_and_without_what_it_keeps() =>
        (
            await DescribeAsync(
                """
                create virtual table f using fts5(title, "the body" unindexed, tokenize = 'porter ascii');
                create virtual table r using rtree(id, low, high, +note text);
                create table f_notes (id int);
                pragma writable_schema = on;
                insert into sqlite_master values ('table', 'u', 'u', 0, 'create virtual table u using unknown_module(v float[768], k=1)');
                pragma writable_schema = off;
                """
            )
        ).ShouldBe([
            "Table f: kind virtual fts5; options tokenize = 'porter ascii'",
            "Column f.title: nullable true",
            "Column f.the body: type unindexed; nullable true",
            "Table r: kind virtual rtree",
            "Column r.id: nullable true",
            "Column r.low: nullable true",
            "Column r.high: nullable true",
            "Column r.note: type text; nullable true",
            "Table f_notes: ",
            "Column f_notes.id: type integer; nullable true",
            "Table u: kind virtual unknown_module; options k=1",
            "Column u.v: type float[768]; nullable true",
        ]);

    [Fact]
    public async Task A_view_whose_table_is_gone_does_not_keep_the_rest_from_being_read() =>
        (await DescribeAsync("create table t (a); create view v as select a from t; drop table t")).ShouldBe([
            "View v: definition select a from t",
        ]);

    [Fact]
    public async Task What_code_requires_is_found_whatever_its_spelling()
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync(SqliteDriftCases.RichSchema);
        var report = await GuardUnderTest.CheckAsync(
            database,
            guard =>
                guard
                    .RequireTable(
                        "Products",
                        table =>
                            table
                                .Column("ID", "int", Nullability.NotNull)
                                .Column("label", "VARCHAR (40)")
                                .Column("quantity", "Integer", Nullability.Null)
                                .PrimaryKey("Id")
                                .UniqueKey("SKU")
                    )
                    .RequireTable("orders", table => table.ForeignKey("user_id", "Users(Id)").ForeignKey("product_id", "products(id)"))
                    .RequireTable("users", table => table.Index("created_at desc", "email").NamedIndex("users_lower"))
                    .RequireTable("documents", table => table.Column("title"))
        );
        report.Findings.ShouldBeEmpty();
    }

    private static async Task<List<string>> DescribeAsync(string schema)
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync(schema);
        await using var connection = await database.OpenAsync();
        var snapshot = await new SqliteInspector().InspectAsync(connection, Cancellation);
        return
        [
            .. snapshot.Objects.Select(found =>
                $"{found.InSchema(null)}: {string.Join("; ", found.Aspects.Select(aspect => $"{aspect.Name} {aspect.Value}"))}"
            ),
        ];
    }
}
