using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The reader of functions, procedures and aggregates.</summary>
internal static class RoutineReader
{
    private const int VersionWithSqlBodies = 14;

    public static string Query(int version) =>
        $"""
            SELECT p.pronamespace AS Schema, p.proname::text AS Name, oidvectortypes(p.proargtypes) AS Types, p.prokind::text AS Kind,
                   pg_get_function_arguments(p.oid) AS Parameters, pg_get_function_result(p.oid) AS Returns,
                   (SELECT l.lanname::text FROM pg_catalog.pg_language l WHERE l.oid = p.prolang) AS Language,
                   {(version >= VersionWithSqlBodies ? "coalesce(pg_get_function_sqlbody(p.oid), p.prosrc)" : "p.prosrc")} AS Body,
                   p.provolatile::text AS Volatility, p.proisstrict AS IsStrict, p.prosecdef AS IsDefiner, p.proparallel::text AS Parallel,
                   p.proleakproof AS IsLeakproof, array_to_string(p.proconfig, ', ') AS Settings,
                   (SELECT concat_ws(', ', g.aggtransfn::text, format_type(g.aggtranstype, NULL), g.aggfinalfn::text, g.agginitval)
                       FROM pg_catalog.pg_aggregate g WHERE g.aggfnoid = p.oid) AS Aggregate
            FROM pg_catalog.pg_proc p
            WHERE p.oid >= {CatalogScope.FirstNumber}
              AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend x WHERE x.classid = 'pg_catalog.pg_proc'::regclass
                  AND x.objid = p.oid AND x.deptype IN ('e', 'i'))
            """;

    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows, CatalogNames names) =>
        rows.Select(row => names.FindSchema(row.Schema) is { } schema ? Routine(row, schema) : null).OfType<SchemaObject>();

    private static SchemaObject Routine(Row row, string schema) =>
        new AspectList()
            .Add(AspectNames.Kind, Kind(row.Kind))
            .Add(AspectNames.Parameters, row.Parameters == row.Types ? null : row.Parameters)
            .Add(AspectNames.Returns, row.Returns)
            .Add(AspectNames.Language, row.Kind == "a" ? null : row.Language)
            // A routine without a text would count as one whose text is hidden from the user.
            .Add(AspectNames.Definition, row.Aggregate ?? (row.Body?.Trim() is { Length: 0 } ? ";" : row.Body?.Trim()))
            .Add(AspectNames.Volatility, Volatility(row.Volatility))
            .Add(AspectNames.Security, row.IsDefiner ? "definer" : null)
            .Add(AspectNames.Settings, row.Settings)
            .Add(AspectNames.Options, Options(row))
            .Of(SchemaObjectKind.Routine, schema, table: null, $"{row.Name}({row.Types})");

    private static string? Kind(string letter) =>
        letter switch
        {
            "p" => "procedure",
            "a" => "aggregate",
            "w" => "window",
            _ => null,
        };

    private static string? Volatility(string letter) =>
        letter switch
        {
            "i" => "immutable",
            "s" => "stable",
            _ => null,
        };

    private static string Options(Row row) =>
        string.Join(
            ", ",
            new[]
            {
                row.IsStrict ? "strict" : null,
                row.IsLeakproof ? "leakproof" : null,
                row.Parallel switch
                {
                    "s" => "parallel safe",
                    "r" => "parallel restricted",
                    _ => null,
                },
            }.OfType<string>()
        );

    internal sealed class Row
    {
        public required uint Schema { get; init; }

        public required string Name { get; init; }

        public required string Types { get; init; }

        public required string Kind { get; init; }

        public string? Parameters { get; init; }

        public string? Returns { get; init; }

        public required string Language { get; init; }

        public string? Body { get; init; }

        public required string Volatility { get; init; }

        public bool IsStrict { get; init; }

        public bool IsDefiner { get; init; }

        public required string Parallel { get; init; }

        public bool IsLeakproof { get; init; }

        public string? Settings { get; init; }

        public string? Aggregate { get; init; }
    }
}
