using Microsoft.Data.Sqlite;
using SchemaGuard.Inspection;
using SchemaGuard.Specification.Drift;
using SchemaGuard.Sqlite.Inspection;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Says that a database of which nothing is different gives no finding, whatever its names are and whatever is done for its upkeep.</summary>
public sealed class SqliteNoFalseAlarmTests
{
    /// <summary>Names as they come from generators and from malice; the longest is of 63 bytes in UTF-8.</summary>
    private static readonly string[] HostileNames =
    [
        "select",
        "with space",
        "it's",
        "say \"hello\"",
        "[bracket]",
        "back`tick",
        "two\nlines\r\n",
        "a.b",
        "a)(.b)",
        "f(x.y)",
        "semi;colon -- no comment /* neither */",
        "größe",
        "é",
        "É",
        "日本語の列名日本語の列名日本語の列名日本語",
        "\\",
        "%s{0}@p$1",
        ",",
        "(",
        "'); drop table users; --",
        "_",
        "1st",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_manifest_of_hostile_names_gives_no_finding_and_tells_what_is_missing_by_name()
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync(string.Join(";\n", HostileNames.Select((name, index) => TableOf(name, index))));
        await using var folder = await ManifestFolder.OfAsync(database);

        (await folder.FindAsync()).ShouldBeEmpty();
        foreach (var name in HostileNames)
        {
            await database.ExecuteAsync($"alter table {Quote(name)} add column later text");
            var found = await folder.FindAsync();
            found.Count.ShouldBe(1, name);
            found[0].Code.ShouldBe(FindingCodes.ColumnUnexpected);
            await database.ExecuteAsync($"alter table {Quote(name)} drop column later");
        }

        (await folder.FindAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_of_hostile_names_that_is_dropped_is_the_one_that_is_missing()
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync(string.Join(";\n", HostileNames.Select((name, index) => TableOf(name, index))));
        await using var folder = await ManifestFolder.OfAsync(database);

        foreach (var (name, index) in HostileNames.Select((name, index) => (name, index)))
        {
            await database.ExecuteAsync($"pragma foreign_keys = off; drop view v{index}; drop table {Quote(name)}");
            var found = await folder.FindAsync();
            found.Select(finding => finding.Code).ShouldBe([FindingCodes.RequiredTableMissing], name);
            await database.ExecuteAsync(TableOf(name, index));
            (await folder.FindAsync()).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public async Task Upkeep_gives_no_finding()
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync(SqliteDriftCases.RichSchema);
        await using var folder = await ManifestFolder.OfAsync(database);
        await database.ExecuteAsync(
            "insert into users (email, nickname) values ('a@b', 'a'), ('c@d', 'c'); insert into documents (title) values ('one')"
        );

        foreach (
            var upkeep in (string[])
                ["vacuum", "analyze", "reindex", "pragma optimize", "pragma journal_mode = wal", "pragma user_version = 7"]
        )
        {
            await database.ExecuteAsync(upkeep);
            (await folder.FindAsync()).ShouldBeEmpty(upkeep);
        }
    }

    [Fact]
    public async Task A_dump_that_was_restored_gives_no_finding()
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync(SqliteDriftCases.RichSchema);
        await using var folder = await ManifestFolder.OfAsync(database);
        await using var restored = new SqliteTestDatabase();
        foreach (var text in await DumpAsync(database))
        {
            await restored.ExecuteAsync(text);
        }

        (await folder.FindAsync(restored)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_temporary_table_of_the_same_name_hides_nothing()
    {
        await using var database = new SqliteTestDatabase();
        await database.ExecuteAsync(SqliteDriftCases.RichSchema);
        await using var connection = (SqliteConnection)await database.OpenAsync();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "create temp table products (other text); create temp view users as select 1 as one";
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        var inspector = new SqliteInspector();
        await using var plain = await database.OpenAsync();
        var expected = await inspector.InspectAsync(plain, Cancellation);
        var actual = await inspector.InspectAsync(connection, Cancellation);
        actual.Objects.Select(Describe).ShouldBe(expected.Objects.Select(Describe));
    }

    private static string Describe(SchemaObject found) => $"{found}: {string.Join("; ", found.Aspects)}";

    /// <summary>Gives the texts of a catalog in the order in which <c>.dump</c> of the shell restores them: what modules make comes with the module.</summary>
    private static async Task<List<string>> DumpAsync(SqliteTestDatabase database)
    {
        var texts = new List<string>();
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            select sql from sqlite_master
            where sql is not null and name not like 'sqlite~_%' escape '~' and name not like 'documents~_%' escape '~'
            order by type <> 'table', rowid
            """;
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    private static string TableOf(string name, int index)
    {
        var quoted = Quote(name);
        var (key, other) = (Quote(name + "_key"), Quote(name + "_other"));
        return $"""
            create table {quoted} (
                {quoted} text not null default 'x' check ({quoted} <> '{name.Replace("'", "''", StringComparison.Ordinal)}'),
                {key} integer primary key,
                {other} {Quote(name)} references {quoted} ({key}),
                constraint {quoted} unique ({quoted}, {other})
            );
            create index i{index} on {quoted} ({quoted} desc, length({other})) where {quoted} is not null;
            create view v{index} as select {quoted} as {other} from {quoted};
            create trigger t{index} after insert on {quoted} begin delete from {quoted} where {quoted} = new.{quoted}; end
            """;
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
