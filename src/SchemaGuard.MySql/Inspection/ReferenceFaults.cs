using System.Data.Common;
using SchemaGuard.Inspection;
using SchemaGuard.MySql.Commands;

namespace SchemaGuard.MySql.Inspection;

/// <summary>
/// A search for references to objects that no longer exist. The server lets tables and columns be dropped that views, triggers and (with
/// <c>foreign_key_checks=0</c>) foreign keys need, and accounts whose privileges they use.
/// </summary>
internal sealed class ReferenceFaults
{
    private readonly InspectedDatabase _database;
    private readonly IReadOnlyList<SchemaObject> _objects;
    private readonly HashSet<string> _relations;
    private readonly HashSet<(string Table, string Column)> _columns;
    private readonly Dictionary<string, string> _spelling;
    private readonly ILookup<string, SchemaObject> _keys;

    /// <summary>Prepares the search.</summary>
    /// <param name="database">The database.</param>
    /// <param name="objects">Its objects.</param>
    /// <param name="relations">The rows of TABLES, including views and sequences.</param>
    /// <param name="elsewhere">The tables of other databases that the user sees.</param>
    public ReferenceFaults(
        InspectedDatabase database,
        IReadOnlyList<SchemaObject> objects,
        IReadOnlyList<string?[]> relations,
        IReadOnlyList<SchemaObject> elsewhere
    )
    {
        (_database, _objects) = (database, objects);
        _relations =
        [
            .. relations.Select(row => Key(database.Name, row[0]!)),
            .. elsewhere.Select(other => Key(other.Schema!, other.Name)),
        ];
        _relations = new HashSet<string>(_relations, database.TableNames);
        _spelling = relations
            .GroupBy(row => row[0]!, database.TableNames)
            .ToDictionary(row => row.Key, row => row.Key, database.TableNames);
        _columns = [.. objects.Where(found => found.Kind == SchemaObjectKind.Column).Select(column => (column.Table!, Lower(column.Name)))];
        _keys = objects
            .Where(found => found.Kind is SchemaObjectKind.PrimaryKey or SchemaObjectKind.UniqueKey or SchemaObjectKind.Index)
            .ToLookup(key => key.Table!, StringComparer.Ordinal);
    }

    /// <summary>Finds everything.</summary>
    /// <param name="connection">A connection to the database.</param>
    /// <param name="relations">The rows of TABLES.</param>
    /// <param name="foreignKeys">The rows of KEY_COLUMN_USAGE.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public async Task<IReadOnlyList<CatalogFault>> FindAsync(
        DbConnection connection,
        IReadOnlyList<string?[]> relations,
        IReadOnlyList<string?[]> foreignKeys,
        CancellationToken cancellationToken
    ) =>
        [
            .. Views(relations),
            .. Triggers(),
            .. ForeignKeys(foreignKeys),
            .. await DefinersAsync(connection, cancellationToken).ConfigureAwait(false),
        ];

    /// <summary>Finds views that the server reports it cannot open.</summary>
    /// <param name="relations">The rows of TABLES.</param>
    private IEnumerable<CatalogFault> Views(IReadOnlyList<string?[]> relations)
    {
        var broken = relations
            .Where(row => row[5]?.Contains("references invalid", StringComparison.Ordinal) == true)
            .Select(row => row[0]!)
            .ToHashSet(StringComparer.Ordinal);
        return _objects
            .Where(found => found.Kind == SchemaObjectKind.View && broken.Contains(found.Name))
            .Select(view => FaultMessages.View(view));
    }

    /// <summary>Finds triggers that write to missing tables, or name missing columns of their own table.</summary>
    private IEnumerable<CatalogFault> Triggers()
    {
        foreach (var trigger in _objects.Where(found => found.Kind == SchemaObjectKind.Trigger))
        {
            var references = TriggerReferences.Of(trigger);
            var column = references.Columns.FirstOrDefault(name => !_columns.Contains((trigger.Table!, Lower(name))));
            if (column is not null && IsReadable(trigger.Table!))
            {
                yield return FaultMessages.TriggerColumn(trigger, column);
            }
            else if (references.Tables.FirstOrDefault(IsGone) is { Name: not null } table)
            {
                yield return FaultMessages.TriggerTable(trigger, ObjectNames(table));
            }
        }
    }

    /// <summary>Finds foreign keys to tables or columns that do not exist, or that no index covers.</summary>
    /// <param name="rows">The rows of KEY_COLUMN_USAGE.</param>
    private IEnumerable<CatalogFault> ForeignKeys(IReadOnlyList<string?[]> rows)
    {
        var keys = _objects.Where(found => found.Kind == SchemaObjectKind.ForeignKey).ToDictionary(key => (key.Table!, key.Name));
        foreach (var group in rows.GroupBy(row => (row[0]!, row[1]!)))
        {
            if (!keys.TryGetValue(group.Key, out var key))
            {
                continue;
            }

            var (schema, table) = (group.First()[3]!, group.First()[4]!);
            var columns = group.Select(row => row[5]!).ToList();
            if (IsGone((schema, table)))
            {
                yield return FaultMessages.ForeignKeyTable(key, ObjectNames((schema, table)));
            }
            else if (_database.TableNames.Equals(schema, _database.Name) && _spelling.GetValueOrDefault(table) is { } name)
            {
                if (columns.Find(column => !_columns.Contains((name, Lower(column)))) is { } missing)
                {
                    yield return FaultMessages.ForeignKeyColumn(key, name, missing);
                }
                else if (columns is [var only] && AspectText.Name(only) == only && !_keys[name].Any(index => LeadsTo(index, columns)))
                {
                    yield return FaultMessages.ForeignKeyIndex(key, name, AspectText.Names(columns));
                }
            }
        }
    }

    /// <summary>
    /// Finds objects that use the privileges of an account that does not exist. It asks only where the account differs from the one that reads.
    /// </summary>
    private async Task<IReadOnlyList<CatalogFault>> DefinersAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var defined = _objects.Where(found => found[AspectNames.Definer] is { } definer && definer != _database.Account).ToList();
        if (defined.Count == 0)
        {
            return [];
        }

        var accounts = (await connection.RowsAsync(CatalogQueries.Accounts, [], cancellationToken).ConfigureAwait(false))
            .Select(row => row[0]!.Replace("'", "", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);

        // A role of MariaDB has no host.
        // A user who sees all accounts sees others than its own.
        return accounts.All(account => account == _database.Account)
            ? []
            :
            [
                .. defined
                    .Where(found =>
                        found[AspectNames.Definer] is { } definer
                        && definer.Contains('@', StringComparison.Ordinal)
                        && !definer.EndsWith('@')
                        && !accounts.Contains(definer)
                    )
                    .Select(found => FaultMessages.Definer(found, found[AspectNames.Definer]!)),
            ];
    }

    /// <summary>
    /// Determines whether a body that names the table's columns can be read. MySQL shows a backtick within a name as a different character.
    /// </summary>
    private bool IsReadable(string table)
    {
        var columns = _columns.Where(known => known.Table == table).Select(known => known.Column).ToList();
        return columns.Count > 0 && !columns.Exists(column => column.Contains('`', StringComparison.Ordinal));
    }

    /// <summary>Determines whether a table does not exist. Tables of other databases are only shown to users with privileges on them.</summary>
    private bool IsGone((string? Schema, string Name) table)
    {
        var schema = table.Schema ?? _database.Name;
        return _database.TableNames.Equals(schema, _database.Name) && !_relations.Contains(Key(schema, table.Name));
    }

    private static bool LeadsTo(SchemaObject index, List<string> columns)
    {
        var own = (index[AspectNames.Columns] ?? "").Split(", ").Select(part => part.Split(' ')[0].Trim('"')).ToList();
        return own.Count >= columns.Count
            && columns.TrueForAll(column => own.Take(columns.Count).Contains(column, StringComparer.OrdinalIgnoreCase));
    }

    private string ObjectNames((string? Schema, string Name) table) =>
        table.Schema is null || _database.TableNames.Equals(table.Schema, _database.Name) ? table.Name : $"{table.Schema}.{table.Name}";

    private static string Key(string schema, string table) => $"{schema}\0{table}";

    private static string Lower(string name) => name.ToLowerInvariant();
}
