using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>
/// The reader of what belongs to no table and has no kind of its own: event triggers, casts, operators, collations, foreign servers, publications,
/// extended statistics, and the configurations and dictionaries of text search.
/// </summary>
internal static class OtherReader
{
    private const int VersionWithFilters = 15;
    private const int VersionWithGenerated = 18;

    private static readonly string Text = string.Join(
        "\nUNION ALL ",
        $"""
        SELECT 0::oid AS Schema, 'event trigger ' || quote_ident(e.evtname) AS Name,
               concat_ws(' ', 'on', e.evtevent, 'when tag in ' || array_to_string(e.evttags, ', '), 'execute', e.evtfoid::regproc::text) AS Definition,
               e.evtenabled::text AS Enabled, NULL::text AS Options, NULL::text AS Generated
        FROM pg_catalog.pg_event_trigger e WHERE {CatalogScope.NotOfExtension("pg_event_trigger", "e.oid")}
        """,
        $"""
        SELECT 0, 'cast (' || format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) || ')',
               concat_ws(' ', CASE c.castmethod WHEN 'f' THEN c.castfunc::regprocedure::text WHEN 'i' THEN 'with inout' ELSE 'without function' END,
                         CASE c.castcontext WHEN 'a' THEN 'as assignment' WHEN 'i' THEN 'as implicit' END), NULL, NULL, NULL
        FROM pg_catalog.pg_cast c
        WHERE c.oid >= {CatalogScope.FirstNumber}
          AND c.oid NOT IN (SELECT x.objid FROM pg_catalog.pg_depend x WHERE x.classid = 'pg_catalog.pg_cast'::regclass AND x.deptype IN ('e', 'i'))
        """,
        $"""
        SELECT o.oprnamespace, 'operator ' || o.oprname || ' (' || format_type(nullif(o.oprleft, 0), NULL)
                   || ', ' || format_type(nullif(o.oprright, 0), NULL) || ')',
               concat_ws(' ', nullif(o.oprcode, 0)::regproc::text, 'commutator ' || nullif(o.oprcom, 0)::regoper::text,
                   'negator ' || nullif(o.oprnegate, 0)::regoper::text,
                         CASE WHEN o.oprcanhash THEN 'hashes' END, CASE WHEN o.oprcanmerge THEN 'merges' END), NULL, NULL, NULL
        FROM pg_catalog.pg_operator o WHERE o.oid >= {CatalogScope.FirstNumber} AND {CatalogScope.NotOfExtension("pg_operator", "o.oid")}
        """,
        $"""
        SELECT c.collnamespace, 'collation ' || quote_ident(c.collname),
               concat_ws(' ', c.collprovider, coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale', c.collcollate),
                   nullif(c.collctype, c.collcollate),
                         to_jsonb(c) ->> 'collicurules', CASE WHEN NOT c.collisdeterministic THEN 'not deterministic' END), NULL, NULL, NULL
        FROM pg_catalog.pg_collation c WHERE c.oid >= {CatalogScope.FirstNumber} AND {CatalogScope.NotOfExtension("pg_collation", "c.oid")}
        """,
        $"""
        SELECT 0, 'server ' || quote_ident(s.srvname),
               (SELECT concat_ws(' ', quote_ident(w.fdwname), s.srvtype, s.srvversion) FROM pg_catalog.pg_foreign_data_wrapper w WHERE w.oid = s.srvfdw), NULL,
               {ForeignOptions.Of("s.srvoptions")}, NULL
        FROM pg_catalog.pg_foreign_server s WHERE {CatalogScope.NotOfExtension("pg_foreign_server", "s.oid")}
        """,
        $"""
        SELECT s.stxnamespace, 'statistics ' || quote_ident(s.stxname),
               concat_ws(' ', array_to_string(s.stxkind, ''), substring(pg_get_statisticsobjdef(s.oid) FROM ' (ON .*)$')), NULL, NULL, NULL
        FROM pg_catalog.pg_statistic_ext s WHERE {CatalogScope.NotOfExtension("pg_statistic_ext", "s.oid")} AND {CatalogScope.OfSchema(
            "s.stxrelid"
        )}
        """,
        $"""
        SELECT c.cfgnamespace, 'text search configuration ' || quote_ident(c.cfgname),
               concat_ws(' ', (SELECT quote_ident(p.prsname) FROM pg_catalog.pg_ts_parser p WHERE p.oid = c.cfgparser),
                         (SELECT string_agg(m.maptokentype || ' ' || m.mapdict::regdictionary::text, ', ' ORDER BY m.maptokentype, m.mapseqno)
                          FROM pg_catalog.pg_ts_config_map m WHERE m.mapcfg = c.oid)), NULL, NULL, NULL
        FROM pg_catalog.pg_ts_config c WHERE c.oid >= {CatalogScope.FirstNumber} AND {CatalogScope.NotOfExtension("pg_ts_config", "c.oid")}
        """,
        $"""
        SELECT d.dictnamespace, 'text search dictionary ' || quote_ident(d.dictname),
               (SELECT quote_ident(t.tmplname) FROM pg_catalog.pg_ts_template t WHERE t.oid = d.dicttemplate), NULL, d.dictinitoption, NULL
        FROM pg_catalog.pg_ts_dict d WHERE d.oid >= {CatalogScope.FirstNumber} AND {CatalogScope.NotOfExtension("pg_ts_dict", "d.oid")}
        """
    );

    /// <summary>A condition that is true wherever <see cref="Query"/> may find a row.</summary>
    public const string Exist =
        "EXISTS (SELECT FROM pg_catalog.pg_event_trigger) "
        + $"OR EXISTS (SELECT FROM pg_catalog.pg_cast WHERE oid >= {CatalogScope.FirstNumber}) "
        + $"OR EXISTS (SELECT FROM pg_catalog.pg_operator WHERE oid >= {CatalogScope.FirstNumber}) "
        + $"OR EXISTS (SELECT FROM pg_catalog.pg_collation WHERE oid >= {CatalogScope.FirstNumber}) "
        + "OR EXISTS (SELECT FROM pg_catalog.pg_foreign_server) OR EXISTS (SELECT FROM pg_catalog.pg_statistic_ext) "
        + $"OR EXISTS (SELECT FROM pg_catalog.pg_ts_config WHERE oid >= {CatalogScope.FirstNumber}) "
        + $"OR EXISTS (SELECT FROM pg_catalog.pg_ts_dict WHERE oid >= {CatalogScope.FirstNumber}) "
        + "OR EXISTS (SELECT FROM pg_catalog.pg_publication)";

    public static string Query(int version) => $"{Text}\nUNION ALL {Publications(version)}";

    /// <summary>Creates the objects; those of the server's own schemas are left out.</summary>
    public static IEnumerable<SchemaObject> Map(IEnumerable<Row> rows, CatalogNames names) =>
        rows.Where(row => row.Schema == 0 || names.FindSchema(row.Schema) is not null)
            .Select(row =>
                new AspectList()
                    .Add(AspectNames.Definition, row.Definition)
                    .Add(AspectNames.Enabled, FiringText.Of(row.Enabled))
                    .Add(AspectNames.Options, row.Options)
                    .Add(AspectNames.Generated, row.Generated)
                    .Of(SchemaObjectKind.Other, names.FindSchema(row.Schema), table: null, row.Name)
            );

    private static string Publications(int version)
    {
        var (more, schemas) =
            version < VersionWithFilters
                ? ("", "NULL")
                : (
                    """
                     || coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
                         FROM pg_catalog.pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)) || ')', '')
                     || coalesce(' where ' || pg_get_expr(r.prqual, r.prrelid), '')
                    """,
                    "'tables in ' || (SELECT string_agg(n.pnnspid::regnamespace::text, ', ' "
                        + "ORDER BY n.pnnspid::regnamespace::text) FROM pg_catalog.pg_publication_namespace n WHERE n.pnpubid = p.oid)"
                );
        return $"""
            SELECT 0, 'publication ' || quote_ident(p.pubname),
                   concat_ws(', ', CASE WHEN p.puballtables THEN 'all tables' END, {schemas},
                             (SELECT string_agg(r.prrelid::regclass::text{more}, ', ' ORDER BY r.prrelid::regclass::text)
                                 FROM pg_catalog.pg_publication_rel r WHERE r.prpubid = p.oid)), NULL,
                   concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END,
                             CASE WHEN p.pubtruncate THEN 'truncate' END, CASE WHEN p.pubviaroot THEN 'by the root of partitions' END),
                   {(version < VersionWithGenerated ? "NULL" : "CASE p.pubgencols WHEN 's' THEN 'stored' END")}
            FROM pg_catalog.pg_publication p
            """;
    }

    internal sealed class Row
    {
        public required uint Schema { get; init; }

        public required string Name { get; init; }

        public string? Definition { get; init; }

        public string? Enabled { get; init; }

        public string? Options { get; init; }

        /// <summary>Gets which generated columns a publication sends.</summary>
        public string? Generated { get; init; }
    }
}
