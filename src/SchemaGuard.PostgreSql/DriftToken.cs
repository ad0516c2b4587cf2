namespace SchemaGuard.PostgreSql;

/// <summary>
/// Composes the drift token: for each catalog the number of its rows and the sum of a 64-bit hash over each row's identity and version
/// (<c>xmin</c>). A sum of hashes does not depend on the order of rows, and like changes to many rows do not cancel out.
/// Moves with DDL, GRANT, REINDEX, VACUUM FULL and TRUNCATE; not with ANALYZE, VACUUM, freezing, data, or temporary tables.
/// Objects that came with the server have identifiers below 16384 (FirstNormalObjectId).
/// </summary>
internal static class DriftToken
{
    /// <summary>Whose parts count: neither indexes nor toast tables have any of their own, and temporary objects are not part of the schema.</summary>
    private const string Relations =
        "WITH relation AS MATERIALIZED (SELECT oid FROM pg_catalog.pg_class WHERE oid >= 16384 AND relpersistence <> 't' AND relkind IN ('r', 'p', 'v', 'm', 'f', 'c', 'S'))";

    private const string Relation = "(SELECT oid FROM relation)";

    /// <summary>For catalogs that hold many rows of each relation: an array, whose members are looked up in an index, takes less time than a join, to plan and to answer.</summary>
    private const string OneOfRelations = "ANY (ARRAY(SELECT oid FROM relation))";

    /// <summary>A text expression without parameters.</summary>
    /// <remarks>NOT NULL is a constraint of its own from PostgreSQL 18 on, and a mark of the column in every version.</remarks>
    public const string Expression =
        $"({Relations} SELECT concat_ws(' ', "
        + $"(SELECT {Sum}(ARRAY[xmin], oid::bigint)) FROM pg_catalog.pg_class WHERE oid >= 16384 AND relpersistence <> 't'), "
        + $"(SELECT {Sum}(ARRAY[xmin], attrelid::bigint * 31 + attnum)) FROM pg_catalog.pg_attribute WHERE attrelid >= 16384 AND attnum > 0 AND attrelid = {OneOfRelations}), "
        + $"(SELECT {Sum}(ARRAY[xmin], oid::bigint)) FROM pg_catalog.pg_constraint WHERE oid >= 16384 AND contype <> 'n' AND (conrelid = 0 OR conrelid IN {Relation})), "
        + $"(SELECT {Sum}(ARRAY[xmin], oid::bigint)) FROM pg_catalog.pg_attrdef WHERE oid >= 16384 AND adrelid = {OneOfRelations}), "
        + $"(SELECT {Sum}(ARRAY[xmin], indexrelid::bigint)) FROM pg_catalog.pg_index WHERE indexrelid >= 16384 AND indrelid = {OneOfRelations}), "
        + $"(SELECT {Sum}(ARRAY[xmin], oid::bigint)) FROM pg_catalog.pg_trigger WHERE oid >= 16384 AND tgrelid IN {Relation}), "
        + $"(SELECT {Sum}(ARRAY[xmin], oid::bigint)) FROM pg_catalog.pg_rewrite WHERE oid >= 16384 AND ev_class IN {Relation}), "
        + $"(SELECT {Sum}(ARRAY[xmin], oid::bigint)) FROM pg_catalog.pg_proc WHERE oid >= 16384), "
        + $"(SELECT {Sum}(ARRAY[xmin], oid::bigint)) FROM pg_catalog.pg_type WHERE oid >= 16384 AND typtype IN ('d', 'e', 'r', 'm')), "
        + $"(SELECT {Sum}(ARRAY[xmin], oid::bigint)) FROM pg_catalog.pg_enum), "
        + $"(SELECT {Sum}(ARRAY[xmin], oid::bigint)) FROM pg_catalog.pg_policy), "
        + $"(SELECT {Sum}(ARRAY[xmin], seqrelid::bigint)) FROM pg_catalog.pg_sequence WHERE seqrelid IN {Relation}), "
        + $"(SELECT {Sum}(ARRAY[xmin], oid::bigint)) FROM pg_catalog.pg_extension), "
        + $"(SELECT {Sum}(ARRAY[xmin], oid::bigint)) FROM pg_catalog.pg_namespace WHERE oid >= 16384 AND nspname !~ '^pg_')))";

    private const string Sum = "count(*) || ':' || sum(pg_catalog.hash_array_extended";
}
