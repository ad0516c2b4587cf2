using SchemaGuard.PostgreSql.Dialect;
using SchemaGuard.PostgreSql.History;

namespace SchemaGuard.PostgreSql.IfNotExists;

/// <summary>Is a table, a view, or whatever else has the name of one.</summary>
/// <param name="Oid">Its number.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is, as <c>pg_class</c> says.</param>
internal sealed record FoundRelation(uint Oid, string Schema, string Name, string Kind)
{
    /// <summary>Gets the columns of the query that finds one, of <c>pg_class c</c> and <c>pg_namespace n</c>.</summary>
    public const string Columns = "c.oid, n.nspname::text, c.relname::text, c.relkind::text";

    /// <summary>Gets how it divides its rows among partitions; <see langword="null"/> where it does not.</summary>
    public string? Partitioning { get; init; }

    /// <summary>Gets whether it is a table of this database's own.</summary>
    public bool IsTable => Kind is "r" or "p";

    /// <summary>Gets whether it is an index.</summary>
    public bool IsIndex => Kind is "i" or "I";

    /// <summary>Gets what it is in words.</summary>
    public string Noun =>
        Kind switch
        {
            "v" => "view",
            "m" => "materialized view",
            "f" => "foreign table",
            "S" => "sequence",
            "c" => "composite type",
            "i" or "I" => "index",
            _ => "table",
        };

    /// <summary>Gets the name with its schema, in quotes.</summary>
    public string Qualified => PostgreSqlHistory.Qualified(Schema, Name);

    /// <summary>Gets the name that a table of its shape gets among the temporary ones: those that the server makes up follow from it.</summary>
    public string Scratch => $"pg_temp.{PostgreSqlDialect.Quote(Name)}";

    /// <summary>Says that it is something else than a statement makes.</summary>
    public string IsNot(string wanted) => $"it is {WithArticle(Noun)}, not {WithArticle(wanted)}";

    private static string WithArticle(string noun) => (noun[0] == 'i' ? "an " : "a ") + noun;
}
