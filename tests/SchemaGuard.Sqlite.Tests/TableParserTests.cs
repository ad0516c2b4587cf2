using SchemaGuard.Sqlite.Inspection;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Says that the text of a table is read as SQLite itself reads it.</summary>
public sealed class TableParserTests
{
    /// <summary>Definitions that are hard to read: names that are words of SQL, commas that are left out, comments, texts that look like constraints.</summary>
    private static readonly string[] HardTables =
    [
        "create table parent (a integer primary key, b text unique, c text, d text, unique (c, d))",
        "create table plain (id integer primary key, parent_id int references parent)",
        "create table [key] (\"unique\" text unique, `check` int check (`check` > 0), 'primary' int primary key)",
        "create table no_commas (a int, b text, unique (a) unique (a, b) check (a > 0) foreign key (b) references parent (b) primary key (b))",
        "create table comments (a int /* unique */ -- unique\n, b text default 'unique, primary key (a)' /* , c */, unique /**/ (b))",
        "create table nested (a int check (a in (1, (2), 3) and (a > (0))), b text default (upper('(') || ')'), unique (b, a))",
        "create table quoted (\"a,b\" int, \"c)d\" text references parent (b) on delete set null, unique (\"a,b\", \"c)d\"))",
        "create table named (a int constraint u unique constraint n not null constraint f references parent (a) on update cascade, b int)",
        "create table several (a int references parent (a) references parent (a) on delete cascade, foreign key (a) references parent (a))",
        "create table deferred (a int references parent deferrable initially deferred, b int references parent not deferrable initially deferred)",
        "create table matched (a int references parent (a) match full on delete no action on update set default deferrable, b int unique)",
        "create table conflicts (a int unique on conflict ignore, b int not null on conflict fail, primary key (b, a) on conflict replace)",
        "create table defaults (a default -1, b default +2.5e3, c default x'00', d default current_date, e default (1), f default nobody, g)",
        "create table typed (a double precision unique, b decimal(10, 2), c unsigned big int, d \"odd type\", e varchar (20) unique)",
        "create table generated (always int, generated int generated always as (always * 2) stored unique, v int as (always) check (v > 0))",
        "create table counted (id integer primary key autoincrement, a int, foreign key (id) references parent)",
        "create table numbered (id integer, primary key (id autoincrement))",
        "create table descending (id integer primary key desc, a int, unique (a desc))",
        "create table sorted (a text, b text, primary key (a collate nocase desc, b), unique (b collate rtrim)) without rowid",
    ];

    /// <summary>Sorts and collations of a key's index, as SQLite made it.</summary>
    private const string Keys = """
        select group_concat(part, ', ') from (
            select l.seq as seq, x.name || ' ' || lower(x.coll) || iif(x."desc", ' desc', '') as part
            from pragma_index_list(@table) l join pragma_index_xinfo(l.name) x
            where l.origin = 'u' and x.key
            order by l.seq desc, x.seqno
        ) group by seq order by seq desc
        """;

    private const string PrimaryKey = """
        select names from (
            select group_concat(name, ', ') as names from (select name from pragma_table_xinfo(@table) where pk > 0 order by pk)
        ) where names is not null
        """;

    private const string ForeignKeys = """
        select group_concat("from", ', ') || ' to ' || "table" || '(' || ifnull(group_concat("to", ', '), '') || ') '
            || lower(on_delete) || ', ' || lower(on_update)
        from (select * from pragma_foreign_key_list(@table) order by id desc, seq) group by id order by id desc
        """;

    public static TheoryData<string> Texts => [.. HardTables];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task The_text_of_a_table_is_read_as_SQLite_reads_it(string text)
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync(text);
        var kept = (
            await ReadAsync(database, "select sql from sqlite_master where type = 'table' and name <> 'sqlite_sequence'", "")
        ).Single();
        var name = (
            await ReadAsync(database, "select name from sqlite_master where type = 'table' and name <> 'sqlite_sequence'", "")
        ).Single();

        var table = TableParser.Parse(kept);

        table
            .Columns.Select(column => column.Name)
            .ShouldBe(await ReadAsync(database, "select name from pragma_table_xinfo(@table)", name));
        Names(table.PrimaryKey).ShouldBe(await ReadAsync(database, PrimaryKey, name));
        table
            .UniqueKeys.Select(key => Show(key, table))
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(await ReadAsync(database, Keys, name), ignoreOrder: true);
        table.ForeignKeys.Select(Show).ShouldBe(await ReadAsync(database, ForeignKeys, name));
    }

    [Fact]
    public void Options_of_newer_versions_are_known()
    {
        TableParser.Parse("CREATE TABLE t (id INTEGER PRIMARY KEY, a ANY) STRICT").Options.ShouldBe("strict");
        TableParser.Parse("CREATE TABLE t (id TEXT PRIMARY KEY) WITHOUT ROWID, STRICT").Options.ShouldBe("strict, without rowid");
    }

    [Fact]
    public void Text_that_is_no_definition_is_read_without_an_error()
    {
        foreach (
            var text in (string[])
                ["", "(", ")", "create table", "create table t (", "create table t (a check", "create table t (a default", ",,("]
        )
        {
            TableParser.Parse(text).ForeignKeys.ShouldBeEmpty();
            IndexDefinition.Parse(text).Predicate.ShouldBeNull();
            VirtualTableDefinition.Parse(text).ShouldBeNull();
        }

        TableParser.Parse("create table t (a references").Columns.Single().Name.ShouldBe("a");
        VirtualTableDefinition.Parse("create virtual table").ShouldNotBeNull().Columns.ShouldBeEmpty();
    }

    private static string[] Names(KeyDefinition? key) => key is null ? [] : [string.Join(", ", key.Parts.Select(part => part.Name))];

    private static string Show(KeyDefinition key, TableDefinition table) =>
        string.Join(
            ", ",
            key.Parts.Select(part =>
                $"{part.Name} {part.Collation ?? table.Find(part.Name)!.Collation ?? "binary"}{(part.IsDescending ? " desc" : "")}"
            )
        );

    private static string Show(ForeignKeyDefinition key) =>
        $"{string.Join(", ", key.Columns)} to {key.Table}({string.Join(", ", key.References)}) {key.OnDelete ?? "no action"}, {key.OnUpdate ?? "no action"}";

    private static async Task<List<string>> ReadAsync(SqliteTestDatabase database, string query, string table)
    {
        var values = new List<string>();
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@table", table);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
