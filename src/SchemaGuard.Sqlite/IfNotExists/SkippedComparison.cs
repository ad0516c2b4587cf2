using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SchemaGuard.Inspection;
using SchemaGuard.Providers;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Sqlite.Inspection;
using SchemaGuard.Sqlite.Statements;

namespace SchemaGuard.Sqlite.IfNotExists;

/// <summary>
/// A comparison of the object that a statement with <c>IF NOT EXISTS</c> finds with the one that it would have created. The catalog keeps every
/// definition as it was written, so both are carried out in databases in memory. The file is only read.
/// </summary>
internal sealed class SkippedComparison(
    DbConnection connection,
    DbTransaction? transaction,
    ISqlDialect dialect,
    IEnumerable<SqlStatement> following
)
{
    /// <summary>Compares the two before the statement runs.</summary>
    /// <returns>The comparison; <see langword="null"/> where the statement will create the object, or its result cannot be determined.</returns>
    public async Task<ExistingObject?> CompareAsync(SqlStatement statement, CancellationToken cancellationToken)
    {
        var head = ConditionalStatement.Read(statement.Text);
        if (statement.Class.Verb != StatementVerb.Create || !head.IsOfMain)
        {
            return null;
        }

        var rows = (
            await connection
                .QueryAsync<MasterRow>(
                    new CommandDefinition(MasterRow.Query, transaction: transaction, cancellationToken: cancellationToken)
                )
                .ConfigureAwait(false)
        ).AsList();
        return head.Table is { } table
            ? await CompareIndexAsync(rows, head.Name, table, statement.Text, cancellationToken).ConfigureAwait(false)
            : await CompareTableAsync(rows, head, statement.Text, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ExistingObject?> CompareTableAsync(
        List<MasterRow> rows,
        ConditionalStatement head,
        string statement,
        CancellationToken cancellationToken
    )
    {
        var row = Find(rows, head.Name, "table", "view");
        if (row is { Type: "view" })
        {
            return new ExistingObject($"view '{row.Name}'", ["it is a view, not a table"]);
        }

        if (row is null || head.IsFromQuery)
        {
            return null;
        }

        var others = ReferencesOf(rows, row.Sql, row)
            .UnionBy(ReferencesOf(rows, statement, row), other => other.Name, AsciiNameComparer.Instance)
            .ToList();
        return ExistingObject.Compare(
            $"table '{row.Name}'",
            await ReadAsync([.. others.Select(other => other.Sql), statement], row.Name, cancellationToken).ConfigureAwait(false),
            await ReadAsync([.. others.Select(other => other.Sql), row.Sql], row.Name, cancellationToken).ConfigureAwait(false),
            CatalogReader.Main,
            following,
            dialect
        );
    }

    private async Task<ExistingObject?> CompareIndexAsync(
        List<MasterRow> rows,
        string name,
        string tableName,
        string statement,
        CancellationToken cancellationToken
    )
    {
        if (Find(rows, name, "index") is not { } row || Find(rows, tableName, "table") is not { } table)
        {
            return null;
        }

        var description = $"index '{row.Name}'";
        return !AsciiNameComparer.Instance.Equals(row.Table, table.Name)
            ? new ExistingObject(description, [$"it belongs to table '{row.Table}'"])
            : ExistingObject.Compare(
                description,
                await ReadAsync([table.Sql, statement], table.Name, cancellationToken).ConfigureAwait(false),
                await ReadAsync([table.Sql, row.Sql], table.Name, cancellationToken).ConfigureAwait(false),
                CatalogReader.Main,
                following,
                dialect
            );
    }

    private static MasterRow? Find(List<MasterRow> rows, string name, params ReadOnlySpan<string> types)
    {
        foreach (var row in rows)
        {
            if (types.Contains(row.Type) && AsciiNameComparer.Instance.Equals(row.Name, name))
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>Returns the tables to which a table's foreign keys refer: their primary keys resolve references that name no columns.</summary>
    private static IEnumerable<MasterRow> ReferencesOf(List<MasterRow> rows, string sql, MasterRow itself) =>
        VirtualTableDefinition.Parse(sql) is not null
            ? []
            : TableParser
                .Parse(sql)
                .ForeignKeys.Select(key => Find(rows, key.Table, "table"))
                .OfType<MasterRow>()
                .Where(row => row != itself);

    /// <summary>Carries out definitions in an empty database and reads one of its tables.</summary>
    private static async Task<IReadOnlyList<SchemaObject>> ReadAsync(
        IReadOnlyList<string> definitions,
        string table,
        CancellationToken cancellationToken
    )
    {
        var memory = new SqliteConnection("Data Source=:memory:;Pooling=False");
        await using (memory.ConfigureAwait(false))
        {
            await memory.OpenAsync(cancellationToken).ConfigureAwait(false);
            foreach (var definition in definitions)
            {
                await memory.ExecuteAsync(new CommandDefinition(definition, cancellationToken: cancellationToken)).ConfigureAwait(false);
            }

            var snapshot = await new SqliteInspector().InspectAsync(memory, cancellationToken).ConfigureAwait(false);
            var found = snapshot.Find(SchemaObjectKind.Table, CatalogReader.Main, table: null, table)!;
            return [found, .. snapshot.PartsOf(found)];
        }
    }
}
