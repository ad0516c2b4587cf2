using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.History;
using SchemaGuard.Inspection;
using SchemaGuard.Providers;
using SchemaGuard.Verification;
using SchemaGuard.Verification.Manifests;

namespace SchemaGuard.Assessment;

/// <summary>The list of the tables of a database and of those that the build requires, with estimates of their size.</summary>
internal sealed class TableStatisticsList(GuardContext guard, Requirements requirements)
{
    private readonly RetriedReads _calls = new(guard);

    /// <summary>Reads the list, in the order of the names.</summary>
    public async Task<IReadOnlyList<TableStatistics>> ReadAsync(ObservedConnection probed, CancellationToken cancellationToken)
    {
        var required = RequiredTables();
        var tables =
            probed.Connection is not { } connection ? List(Nothing, probed, required)
            : guard.Provider.TableStatistics is { } reader
                ? List(
                    await _calls.RunAsync(connection, ct => reader.ReadAsync(connection, ct), cancellationToken).ConfigureAwait(false),
                    probed,
                    required
                )
            : [];
        return
        [
            .. tables.OrderBy(table => table.Table, StringComparer.OrdinalIgnoreCase).ThenBy(table => table.Table, StringComparer.Ordinal),
        ];
    }

    /// <summary>Gets the catalog of a database that does not exist.</summary>
    private TableCatalog Nothing => new([], guard.Provider.Dialect.IdentifierComparer, DefaultSchema: null);

    private IEnumerable<TableStatistics> List(TableCatalog catalog, ObservedConnection probed, IReadOnlyList<SchemaObject> required)
    {
        var keys = new ObjectKeyComparer(catalog.NameComparer, catalog.NameComparer);
        var existing = catalog.Tables.Select(table => KeyOf(table.Schema, table.Name)).ToHashSet(keys);
        var wanted = required.Select(table => KeyOf(table.Schema ?? catalog.DefaultSchema, table.Name)).ToHashSet(keys);
        var named = requirements
            .RequiredTables.Select(ObjectNames.SchemaAndName)
            .Select(table => KeyOf(table.Schema ?? catalog.DefaultSchema, table.Name))
            .ToHashSet(keys);
        var own = new OwnPlaces(guard.For(probed.State).History.Tables, catalog);
        foreach (var table in catalog.Tables)
        {
            var key = KeyOf(table.Schema, table.Name);
            if (table.IsSecondary ? named.Contains(key) : wanted.Contains(key) || !own.Hides(table))
            {
                yield return new TableStatistics(NameOf(key), wanted.Contains(key), table.EstimatedRows, table.SizeInBytes);
            }
        }

        foreach (var key in wanted.Where(key => !existing.Contains(key)))
        {
            yield return new TableStatistics(NameOf(key), IsRequired: true, EstimatedRows: null, SizeInBytes: null) { Exists = false };
        }

        string NameOf(ObjectKey key) =>
            ObjectNames.Join(catalog.NameComparer.Equals(key.Schema, catalog.DefaultSchema) ? null : key.Schema, key.Name);
    }

    private static ObjectKey KeyOf(string? schema, string name) => ObjectKey.Of(SchemaObjectKind.Table, schema, table: null, name);

    /// <summary>Returns the tables that are required, by name or in a manifest.</summary>
    /// <exception cref="SchemaGuardConfigurationException">A file is not a manifest.</exception>
    private List<SchemaObject> RequiredTables()
    {
        try
        {
            return [.. requirements.Expected.SelectMany(expected => expected.Objects).Where(found => found.Kind == SchemaObjectKind.Table)];
        }
        catch (InvalidDataException exception)
        {
            throw new SchemaGuardConfigurationException(guard.Name, [ManifestMessages.Invalid(exception.Message)]);
        }
    }

    /// <summary>The tables of this guard, and the schemas of other guards, such as those of other tenants, which have a history of their own.</summary>
    private sealed class OwnPlaces(HistoryTables tables, TableCatalog catalog)
    {
        private readonly string? _schema = tables.Schema ?? catalog.DefaultSchema;

        private readonly HashSet<string?> _others = catalog
            .Tables.Where(table => catalog.NameComparer.Equals(table.Name, tables.History))
            .Select(table => table.Schema)
            .ToHashSet(catalog.NameComparer);

        public bool Hides(CatalogTable table) => IsOfHistory(table) || IsElsewhere(table.Schema);

        private bool IsOfHistory(CatalogTable table) =>
            catalog.NameComparer.Equals(table.Schema, _schema)
            && (catalog.NameComparer.Equals(table.Name, tables.History) || catalog.NameComparer.Equals(table.Name, tables.State));

        private bool IsElsewhere(string? schema) =>
            !catalog.NameComparer.Equals(schema, _schema)
            && !catalog.NameComparer.Equals(schema, catalog.DefaultSchema)
            && _others.Contains(schema);
    }
}
