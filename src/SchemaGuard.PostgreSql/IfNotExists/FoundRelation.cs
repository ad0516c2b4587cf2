using SchemaGuard.PostgreSql.Commands;

namespace SchemaGuard.PostgreSql.IfNotExists;

/// <summary>A table, a view, or another object with the name of one.</summary>
/// <param name="Oid">The relation's number.</param>
/// <param name="Schema">The relation's schema.</param>
/// <param name="Name">The relation's name.</param>
/// <param name="Kind">The relation's kind, as <c>pg_class</c> has it.</param>
internal sealed record FoundRelation(uint Oid, string Schema, string Name, string Kind)
{
    /// <summary>The columns of the query that finds one, of <c>pg_class c</c> and <c>pg_namespace n</c>.</summary>
    public const string Columns = "c.oid, n.nspname::text, c.relname::text, c.relkind::text";

    /// <summary>Gets how it divides its rows among partitions; <see langword="null"/> if it does not.</summary>
    public string? Partitioning { get; init; }

    /// <summary>Gets whether it is a table of this database's own.</summary>
    public bool IsTable => Kind is "r" or "p";

    /// <summary>Gets whether it is an index.</summary>
    public bool IsIndex => Kind is "i" or "I";

    /// <summary>Gets a noun for its kind.</summary>
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

    /// <summary>Gets the qualified name, in quotes.</summary>
    public string Qualified => SqlText.Qualified(Schema, Name);

    /// <summary>Gets the name of a table of its shape among the temporary ones: names that the server chooses derive from it.</summary>
    public string Scratch => $"pg_temp.{SqlText.Quote(Name)}";

    /// <summary>Returns the difference when it is not what a statement creates.</summary>
    public string IsNot(string wanted) => $"it is {WithArticle(Noun)}, not {WithArticle(wanted)}";

    private static string WithArticle(string noun) => (noun[0] == 'i' ? "an " : "a ") + noun;
}
