using Dapper;
using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The reader of the objects of <see cref="CatalogKinds"/>, of each kind only if there are any.</summary>
internal static class SparseCatalogs
{
    private const string Temporary = "(SELECT oid FROM pg_catalog.pg_class WHERE relpersistence = 't')";

    /// <summary>
    /// For each kind, whether a database may have objects of it. Never says that there are none where a query would find one. Temporary objects are
    /// not part of the schema.
    /// </summary>
    private static readonly (CatalogKinds Kind, string Exists)[] Presence =
    [
        (CatalogKinds.Triggers, $"EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE NOT tgisinternal AND tgrelid NOT IN {Temporary})"),
        (CatalogKinds.Policies, $"EXISTS (SELECT FROM pg_catalog.pg_policy WHERE polrelid NOT IN {Temporary})"),
        (
            CatalogKinds.Types,
            $"EXISTS (SELECT FROM pg_catalog.pg_type WHERE oid >= {CatalogScope.FirstNumber} AND typtype IN ('d', 'e', 'r')) "
                + $"OR EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid >= {CatalogScope.FirstNumber} AND relkind = 'c' AND relpersistence <> 't')"
        ),
        (CatalogKinds.Routines, $"EXISTS (SELECT FROM pg_catalog.pg_proc WHERE oid >= {CatalogScope.FirstNumber})"),
        (
            CatalogKinds.Rules,
            $"EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE oid >= {CatalogScope.FirstNumber} AND rulename <> '_RETURN' AND ev_class NOT IN {Temporary})"
        ),
        (CatalogKinds.Others, OtherReader.Exist),
        (CatalogKinds.Parents, $"EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhrelid NOT IN {Temporary})"),
        (CatalogKinds.Sequences, $"EXISTS (SELECT FROM pg_catalog.pg_sequence WHERE seqrelid NOT IN {Temporary})"),
    ];

    /// <summary>Gets the query that determines whether there are objects of one of some kinds.</summary>
    public static string Ask(CatalogKinds kinds) =>
        $"SELECT {string.Join(" OR ", Presence.Where(one => kinds.HasFlag(one.Kind)).Select(one => one.Exists))}";

    /// <summary>Gets the queries for those kinds that come last, in the order in which <see cref="ReadAsync"/> reads their answers.</summary>
    public static IEnumerable<string> Queries(CatalogKinds kinds, int version)
    {
        (CatalogKinds Kind, string Query)[] all =
        [
            (CatalogKinds.Triggers, TriggerReader.Query),
            (CatalogKinds.Policies, PolicyReader.Query),
            (CatalogKinds.Types, TypeReader.Query),
            (CatalogKinds.Routines, RoutineReader.Query(version)),
            (CatalogKinds.Rules, RuleReader.Query),
            (CatalogKinds.Others, OtherReader.Query(version)),
        ];
        return all.Where(one => kinds.HasFlag(one.Kind)).Select(one => one.Query);
    }

    /// <summary>Reads the answers. The names of schemas, tables and columns have to be read before them.</summary>
    public static async Task ReadAsync(SqlMapper.GridReader grid, CatalogKinds kinds, CatalogNames names, List<SchemaObject> objects)
    {
        await AddAsync<TriggerReader.Row>(CatalogKinds.Triggers, TriggerReader.Map).ConfigureAwait(false);
        await AddAsync<PolicyReader.Row>(CatalogKinds.Policies, PolicyReader.Map).ConfigureAwait(false);
        await AddAsync<TypeReader.Row>(CatalogKinds.Types, TypeReader.Map).ConfigureAwait(false);
        await AddAsync<RoutineReader.Row>(CatalogKinds.Routines, RoutineReader.Map).ConfigureAwait(false);
        await AddAsync<RuleReader.Row>(CatalogKinds.Rules, RuleReader.Map).ConfigureAwait(false);
        await AddAsync<OtherReader.Row>(CatalogKinds.Others, OtherReader.Map).ConfigureAwait(false);

        async Task AddAsync<TRow>(CatalogKinds kind, Func<IEnumerable<TRow>, CatalogNames, IEnumerable<SchemaObject>> map)
        {
            if (kinds.HasFlag(kind))
            {
                objects.AddRange(map(await grid.ReadAsync<TRow>(buffered: true).ConfigureAwait(false), names));
            }
        }
    }
}
