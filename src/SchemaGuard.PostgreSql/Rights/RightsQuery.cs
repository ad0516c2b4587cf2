using Npgsql;
using SchemaGuard.PostgreSql.Server;

namespace SchemaGuard.PostgreSql.Rights;

/// <summary>
/// A query for the needed rights that the session's role lacks. The catalog writes the statements that grant them: qualified, quoted, with the
/// arguments of functions, and for the object whose owner counts (a sequence or an index belongs to its table).
/// </summary>
internal sealed class RightsQuery(NpgsqlConnection connection)
{
    /// <summary>
    /// The places in which unqualified names are looked up. Names were written with or without quotes: the written form comes first, lower case next.
    /// </summary>
    private const string Needed = $"""
        WITH entry AS MATERIALIZED (
            SELECT f.oid, min(s.place) AS place FROM {SearchPath.Entries} s
            JOIN pg_catalog.pg_namespace f ON f.nspname = s.name
            GROUP BY f.oid),
        needed AS MATERIALIZED (
            SELECT r.kind, nullif(r.schema, '') AS schema, r.name, r.need, r.number
            FROM unnest($1, $2, $3, $4) WITH ORDINALITY r (kind, schema, name, need, number))
        """;

    private const string IsIn =
        "(n.schema = '*' OR n.schema IS NULL AND x.oid IN (SELECT oid FROM entry) OR x.nspname = n.schema OR x.nspname = lower(n.schema))";

    private const string Place = "coalesce((SELECT place FROM entry WHERE entry.oid = x.oid), 0)";

    /// <summary>The relations that are meant, each with the one whose owner counts.</summary>
    private const string Relations = $"""
        relation AS MATERIALIZED (
            SELECT n.number, n.need, found.oid, found.relkind, found.space, coalesce(i.indrelid, d.refobjid, found.oid) AS owned
            FROM needed n
            CROSS JOIN LATERAL (
                SELECT c.oid, c.relkind, x.oid AS space FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace x ON x.oid = c.relnamespace
                WHERE c.relname IN (n.name, lower(n.name)) AND {IsIn}
                ORDER BY (c.relname = n.name) DESC, {Place} LIMIT 1) found
            LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = found.oid
            LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = found.oid AND found.relkind = 'S'
                AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i')
            WHERE n.kind = 'Relation'),
        written AS MATERIALIZED (
            SELECT r.number, r.need, r.relkind, r.oid, r.space, o.relowner, format('%I.%I', x.nspname, c.relname) AS name,
                CASE o.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE'
                    WHEN 'S' THEN 'SEQUENCE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS word,
                format('%I.%I', y.nspname, o.relname) AS owned
            FROM relation r
            JOIN pg_catalog.pg_class c ON c.oid = r.oid JOIN pg_catalog.pg_namespace x ON x.oid = c.relnamespace
            JOIN pg_catalog.pg_class o ON o.oid = r.owned JOIN pg_catalog.pg_namespace y ON y.oid = o.relnamespace)
        """;

    private const string OfRelations = """
        SELECT number, 0 AS rank, format('GRANT USAGE ON SCHEMA %I TO %I;', x.nspname, current_user) AS command
        FROM written JOIN pg_catalog.pg_namespace x ON x.oid = written.space
        WHERE need <> 'OWNER' AND NOT has_schema_privilege(x.oid, 'USAGE')
        UNION ALL
        SELECT number, 1, format('ALTER %s %s OWNER TO %I;', word, owned, current_user)
        FROM written WHERE need = 'OWNER' AND NOT pg_has_role(relowner, 'USAGE')
        UNION ALL
        SELECT number, 1, format('GRANT %s ON TABLE %s TO %I;', string_agg(p.word, ', ' ORDER BY p.place), name, current_user)
        FROM written, unnest(string_to_array(need, ', ')) WITH ORDINALITY p (word, place)
        WHERE need <> 'OWNER' AND relkind <> 'S' AND NOT has_table_privilege(oid, p.word) GROUP BY number, name
        UNION ALL
        SELECT number, 2, format('GRANT USAGE, SELECT ON SEQUENCE %I.%I TO %I;', x.nspname, s.relname, current_user)
        FROM written JOIN pg_catalog.pg_depend d ON d.refobjid = written.oid AND d.deptype = 'a' AND d.classid = 'pg_catalog.pg_class'::regclass
        JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_catalog.pg_namespace x ON x.oid = s.relnamespace
        WHERE need LIKE '%INSERT%' AND CASE WHEN s.relkind = 'S' THEN NOT has_sequence_privilege(s.oid, 'USAGE') ELSE false END
        UNION ALL
        SELECT number, 2, format('GRANT USAGE, SELECT ON SEQUENCE %s TO %I;', name, current_user)
        FROM written WHERE need <> 'OWNER' AND CASE WHEN relkind = 'S' THEN NOT (has_sequence_privilege(oid, 'USAGE')
            AND has_sequence_privilege(oid, 'SELECT')) ELSE false END
        """;

    private const string OfSchemas = """
        SELECT n.number, 1, CASE n.need WHEN 'OWNER' THEN format('ALTER SCHEMA %I OWNER TO %I;', s.nspname, current_user)
            ELSE format('GRANT USAGE%s ON SCHEMA %I TO %I;', CASE n.need WHEN 'CREATE' THEN ', CREATE' ELSE '' END, s.nspname, current_user) END
        FROM needed n CROSS JOIN LATERAL (
            SELECT x.oid, x.nspname, x.nspowner FROM pg_catalog.pg_namespace x
            WHERE x.nspname IN (n.schema, lower(n.schema)) OR n.schema IS NULL AND x.oid = (SELECT oid FROM entry ORDER BY place LIMIT 1)
            ORDER BY (x.nspname = n.schema) DESC LIMIT 1) s
        WHERE n.kind = 'Schema' AND CASE n.need WHEN 'OWNER' THEN NOT pg_has_role(s.nspowner, 'USAGE')
            ELSE NOT (has_schema_privilege(s.oid, 'USAGE') AND has_schema_privilege(s.oid, n.need)) END
        """;

    /// <summary>The routines. Only the arguments tell which of several overloads a statement means: the right to all of them is granted.</summary>
    private const string OfRoutines = $"""
        SELECT n.number, 1, format(CASE n.need WHEN 'OWNER' THEN 'ALTER ROUTINE %s OWNER TO %I;' ELSE 'GRANT EXECUTE ON ROUTINE %s TO %I;' END,
            format('%I.%I(%s)', x.nspname, p.proname, (
                SELECT string_agg(CASE z.nspname WHEN 'pg_catalog' THEN format_type(t.oid, NULL)
                    ELSE format('%I.%I', z.nspname, t.typname) END, ', ' ORDER BY a.place)
                FROM unnest(p.proargtypes) WITH ORDINALITY a (type, place) JOIN pg_catalog.pg_type t ON t.oid = a.type
                    JOIN pg_catalog.pg_namespace z ON z.oid = t.typnamespace)), current_user)
        FROM needed n JOIN pg_catalog.pg_proc p ON p.proname IN (n.name, lower(n.name)) JOIN pg_catalog.pg_namespace x ON x.oid = p.pronamespace AND {IsIn}
        WHERE n.kind = 'Routine' AND CASE n.need WHEN 'OWNER' THEN NOT pg_has_role(p.proowner, 'USAGE') ELSE NOT has_function_privilege(p.oid, 'EXECUTE') END
        """;

    private const string OfTypes = $"""
        SELECT n.number, 1, format(CASE n.need WHEN 'OWNER' THEN 'ALTER TYPE %I.%I OWNER TO %I;'
            ELSE 'GRANT USAGE ON TYPE %I.%I TO %I;' END, x.nspname, t.typname, current_user)
        FROM needed n JOIN pg_catalog.pg_type t ON t.typname IN (n.name, lower(n.name)) AND t.typtype <> 'p'
            JOIN pg_catalog.pg_namespace x ON x.oid = t.typnamespace AND {IsIn}
        WHERE n.kind = 'Type' AND CASE n.need WHEN 'OWNER' THEN NOT pg_has_role(t.typowner, 'USAGE') ELSE NOT has_type_privilege(t.oid, 'USAGE') END
        """;

    private const string OfDatabase = """
        SELECT n.number, 1, format('GRANT CREATE ON DATABASE %I TO %I;', current_database(), current_user)
        FROM needed n WHERE (n.kind = 'Database' OR n.kind = 'Extension' AND EXISTS (
            SELECT 1 FROM pg_catalog.pg_available_extension_versions v WHERE v.name IN (n.name, lower(n.name)) AND v.trusted AND NOT v.installed)
            AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_extension e WHERE e.extname IN (n.name, lower(n.name))))
            AND NOT has_database_privilege(current_database(), 'CREATE')
        UNION ALL
        SELECT n.number, 1, format('CREATE EXTENSION IF NOT EXISTS %I;', a.name)
        FROM needed n JOIN pg_catalog.pg_available_extensions a ON a.name IN (n.name, lower(n.name)) AND a.installed_version IS NULL
        WHERE n.kind = 'Extension' AND NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
            AND EXISTS (SELECT 1 FROM pg_catalog.pg_available_extension_versions v WHERE v.name = a.name
                AND v.version = a.default_version AND v.superuser AND NOT v.trusted)
        """;

    private const string Sql =
        $"{Needed}, {Relations}, lacking (number, rank, command) AS ({OfRelations} "
        + $"UNION ALL {OfSchemas} UNION ALL {OfRoutines} UNION ALL {OfTypes} UNION ALL {OfDatabase}) "
        + "SELECT command FROM lacking GROUP BY command ORDER BY min(number), min(rank), command";

    /// <summary>Finds the missing rights.</summary>
    /// <param name="needed">The rights, those that matter most first.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The statements that grant what is missing, each once, with its semicolon.</returns>
    public async Task<IReadOnlyList<string>> FindMissingAsync(IReadOnlyList<NeededRight> needed, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new() { Value = needed.Select(right => right.Kind.ToString()).ToArray() },
                new() { Value = needed.Select(right => right.Schema ?? "").ToArray() },
                new() { Value = needed.Select(right => right.Name).ToArray() },
                new() { Value = needed.Select(right => right.Right).ToArray() },
            },
        };
        var commands = new List<string>();
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    commands.Add(reader.GetString(0));
                }
            }
        }

        return commands;
    }
}
