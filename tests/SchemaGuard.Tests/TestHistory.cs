using SchemaGuard.History;
using SchemaGuard.History.Storage;
using SchemaGuard.Migrations;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Splitting;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Tests;

/// <summary>Makes histories up, with chains that hold.</summary>
internal sealed class TestHistory
{
    private readonly List<HistoryRow> _rows = [];

    public IReadOnlyList<HistoryRow> Rows => _rows;

    /// <summary>Makes the statements on a history of which nobody asks anything else.</summary>
    public static HistoryStore Store(ISqlDialect dialect) => new(dialect, new HistoryTables(Schema: null, "h"), "default");

    /// <summary>Makes a planner.</summary>
    public static Planner NewPlanner(OutOfOrderPolicy policy = OutOfOrderPolicy.Refuse) =>
        new(
            new ScriptReader(TestMigrations.Guard),
            new TestDialect(),
            policy,
            Store(new TestDialect()).Repairs,
            new HistorySignature("shop", "1.4.0")
        );

    /// <summary>Adds a migration that was applied in full.</summary>
    public TestHistory Applied(string name, string sql, string module = "default") =>
        Add(TestMigrations.Script(name, sql, module), HistoryStates.Applied, done: null);

    /// <summary>Adds a migration of which only the first statements were done.</summary>
    public TestHistory Partial(string name, string sql, int done, string module = "default") =>
        Add(TestMigrations.Script(name, sql, module), HistoryStates.Partial, done);

    public TestHistory Applied(Migration migration) => Add(migration, HistoryStates.Applied, done: null);

    private TestHistory Add(Migration migration, string state, int? done)
    {
        var sequence = _rows.Count + 1;
        var version = migration.Version?.ToString() ?? "";
        var kind = migration.Kind.ToString().ToLowerInvariant();
        var checksum = migration.Checksum.ToString();
        var previous = _rows.Count == 0 ? "" : _rows[^1].Chain;
        var text = migration.Code is null ? migration.ReadText() : "";
        var statements = SqlScript.Parse(text, LexicalRules.Sqlite).Statements;
        var row = new HistoryRow
        {
            Sequence = sequence,
            Module = migration.Module,
            Version = version,
            Name = migration.Name,
            Kind = kind,
            Checksum = checksum,
            TokenHash = TokenHash.OfScript(text, LexicalRules.Sqlite),
            State = state,
            StatementsTotal = statements.Count,
            StatementsDone = done ?? statements.Count,
            DoneHash = done is { } count ? CompletedStatementsHash.Of(statements.Take(count)) : null,
            FinishedAt = done is null ? "2025-11-11T14:30:00.000Z" : null,
            Application = "shop",
            ApplicationVersion = "1.4.0",
        };
        _rows.Add(row with { Chain = HistoryChain.Next(previous, row) });
        return this;
    }
}
