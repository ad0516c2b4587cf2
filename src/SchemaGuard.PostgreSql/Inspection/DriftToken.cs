using System.Globalization;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>
/// The drift token: the number of the catalogs' rows, and the sum of a 64-bit hash over the transaction that wrote each row (<c>xmin</c>). A
/// transaction that changes the catalog leaves rows of its own, which were not visible before it committed, or fewer rows. The token changes with
/// DDL, GRANT, REINDEX, CLUSTER, VACUUM FULL, TRUNCATE and REFRESH MATERIALIZED VIEW; not with ANALYZE, VACUUM, freezing, data, or temporary tables.
/// Roles belong to the server, not to the database: renaming a role that a policy names goes unnoticed.
/// </summary>
/// <remarks>Few parts, each a plain scan: every part costs each start planning time, every row of a large catalog reading time. Objects that came
/// with the server have identifiers below 16384 (FirstNormalObjectId), and some of them have no transaction whose age counts. Nearly all other
/// constraints and indexes are read: a cast keeps the server from fetching each of them through an index, as it does before the first ANALYZE. The
/// number beside a row's transaction is the <see cref="CatalogKinds"/> that the row indicates.</remarks>
internal static class DriftToken
{
    /// <summary>
    /// The transaction's number, counted from the first normal one (3). There is no cast for it; <c>age</c> counts back from the present, and wraps
    /// around as the numbers do.
    /// </summary>
    private const string Transaction = "(pg_catalog.age('3'::xid)::bigint - pg_catalog.age(xmin)) & 4294967295";

    private const string Sum = $"sum(pg_catalog.hashint8extended({Transaction}, 0))";

    private const string Rows = $"concat(count(*), ':', {Sum})";

    private const string Permanent = "FILTER (WHERE relpersistence <> 't')";

    /// <summary>The relations. Temporary objects are not part of the schema; one scan finds them and reads the others.</summary>
    private const string Relations =
        $"WITH relation AS MATERIALIZED (SELECT concat(count(*) {Permanent}, ':', {Sum} {Permanent}) AS rows, "
        + "array_agg(oid) FILTER (WHERE relpersistence = 't') AS temporary, count(*) FILTER (WHERE relkind = 'c' "
        + "AND relpersistence <> 't') AS composites FROM pg_catalog.pg_class WHERE oid >= 16384)";

    private const string Temporary = "(SELECT unnest(temporary) FROM relation)";

    /// <summary>
    /// The condition for constraints that count. NOT NULL is a constraint of its own since PostgreSQL 18, and a mark of the column in every version:
    /// only one that says more counts.
    /// </summary>
    private const string Weighty = "contype <> 'n' OR connoinherit OR NOT convalidated";

    private const int VersionWithSchemasInPublications = 15;

    /// <summary>What few databases have. Most of these catalogs are empty, or read through an index where the server has rows of its own.</summary>
    private const string Rare =
        "UNION ALL SELECT xmin, NULL FROM pg_catalog.pg_foreign_table "
        + "UNION ALL SELECT xmin, 32 FROM pg_catalog.pg_event_trigger "
        + "UNION ALL SELECT xmin, 32 FROM pg_catalog.pg_statistic_ext "
        + "UNION ALL SELECT xmin, 32 FROM pg_catalog.pg_publication "
        + "UNION ALL SELECT xmin, NULL FROM pg_catalog.pg_publication_rel "
        + "UNION ALL SELECT xmin, 32 FROM pg_catalog.pg_cast WHERE oid >= 16384 "
        + "UNION ALL SELECT xmin, 32 FROM pg_catalog.pg_operator WHERE oid >= 16384 "
        + "UNION ALL SELECT xmin, 32 FROM pg_catalog.pg_ts_dict WHERE oid >= 16384 "
        + "UNION ALL SELECT xmin, 32 FROM pg_catalog.pg_ts_config WHERE oid >= 16384 "
        + "UNION ALL SELECT xmin, NULL FROM pg_catalog.pg_ts_config_map WHERE mapcfg >= 16384 ";

    private static readonly string Plain = Compose("");
    private static readonly string WithPublishedSchemas = Compose("UNION ALL SELECT xmin, NULL FROM pg_catalog.pg_publication_namespace ");

    /// <summary>Returns a text expression without parameters.</summary>
    /// <param name="version">The server's major version.</param>
    public static string Of(int version) => version >= VersionWithSchemasInPublications ? WithPublishedSchemas : Plain;

    /// <summary>
    /// Reads from a token which kinds of objects may exist. Its last two words are the kinds that the other catalogs have, and the number of
    /// relations that are types. Returns every kind for a text that is no such token.
    /// </summary>
    public static CatalogKinds KindsOf(string? token) =>
        token?.Split(' ') is [.., var kinds, var composites]
        && int.TryParse(composites, NumberStyles.None, CultureInfo.InvariantCulture, out var types)
        && (kinds.Length == 0 || int.TryParse(kinds, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? (kinds.Length == 0 ? CatalogKinds.None : (CatalogKinds)int.Parse(kinds, CultureInfo.InvariantCulture))
                | (types > 0 ? CatalogKinds.Types : CatalogKinds.None)
            : CatalogKinds.All;

    private static string Compose(string more) =>
        $"({Relations} SELECT concat_ws(' ', (SELECT rows FROM relation), "
        + $"(SELECT {Rows} FROM pg_catalog.pg_attribute WHERE attrelid >= 16384 AND attnum > 0 AND attrelid NOT IN {Temporary}), "
        + $"(SELECT concat({Rows}, ' ', bit_or(kind)) FROM ("
        + $"SELECT xmin, NULL::integer AS kind FROM pg_catalog.pg_constraint WHERE oid::bigint >= 16384 AND ({Weighty}) AND conrelid NOT IN {Temporary} "
        + $"UNION ALL SELECT xmin, NULL FROM pg_catalog.pg_attrdef WHERE adrelid NOT IN {Temporary} "
        + $"UNION ALL SELECT xmin, NULL FROM pg_catalog.pg_index WHERE indexrelid::bigint >= 16384 AND indrelid NOT IN {Temporary} "
        + $"UNION ALL SELECT xmin, CASE WHEN NOT tgisinternal THEN 1 END FROM pg_catalog.pg_trigger WHERE tgrelid NOT IN {Temporary} "
        + $"UNION ALL SELECT xmin, CASE WHEN rulename <> '_RETURN' THEN 16 END FROM pg_catalog.pg_rewrite WHERE oid >= 16384 AND ev_class NOT IN {Temporary} "
        + $"UNION ALL SELECT xmin, 128 FROM pg_catalog.pg_sequence WHERE seqrelid NOT IN {Temporary} "
        + $"UNION ALL SELECT xmin, 64 FROM pg_catalog.pg_inherits WHERE inhrelid NOT IN {Temporary} "
        + "UNION ALL SELECT xmin, 8 FROM pg_catalog.pg_proc WHERE oid >= 16384 "
        + "UNION ALL SELECT xmin, 4 FROM pg_catalog.pg_type WHERE oid >= 16384 AND typtype IN ('d', 'e', 'r', 'm') "
        + "UNION ALL SELECT xmin, NULL FROM pg_catalog.pg_enum "
        + $"UNION ALL SELECT xmin, 2 FROM pg_catalog.pg_policy WHERE polrelid NOT IN {Temporary} "
        + "UNION ALL SELECT xmin, 32 FROM pg_catalog.pg_collation WHERE oid >= 16384 "
        + "UNION ALL SELECT xmin, 32 FROM pg_catalog.pg_foreign_server "
        + Rare
        + more
        + "UNION ALL SELECT xmin, NULL FROM pg_catalog.pg_depend WHERE refclassid = 'pg_catalog.pg_extension'::regclass AND deptype = 'e' "
        + "UNION ALL SELECT xmin, NULL FROM pg_catalog.pg_extension "
        + "UNION ALL SELECT xmin, NULL FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_') AS rest), (SELECT composites FROM relation)))";
}
