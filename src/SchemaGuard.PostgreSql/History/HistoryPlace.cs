using SchemaGuard.History;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.PostgreSql.History;

/// <summary>
/// What a session finds under the names of the guard's own tables, and where. The history belongs to one schema: the one of the option, otherwise the
/// one in which new tables are created. An unqualified name leads to the first such table of the search path, which may belong to another schema.
/// </summary>
/// <param name="tables">The names.</param>
/// <param name="current">The schema in which new tables are created; <see langword="null"/> where no schema of the search path can be used.</param>
/// <param name="seen">The relations of these names, in the order in which they are found.</param>
/// <param name="mayHide">Whether a schema that the user may not use has such a relation and may be on the search path.</param>
internal sealed class HistoryPlace(HistoryTables tables, string? current, IReadOnlyList<SeenTable> seen, bool mayHide)
{
    private const char EndOfRow = '\u001f';
    private const char EndOfField = '\u001e';

    /// <summary>
    /// A text expression for what is found. Its parameters are <c>$1</c> and <c>$2</c>, the names, and <c>$3</c>, the schema or null.
    /// </summary>
    public const string Expression = """
        (SELECT string_agg(concat_ws(chr(30), n.nspname, c.relname, c.relkind, row_security_active(c.oid),
            has_schema_privilege(n.oid, 'USAGE')), chr(31) ORDER BY array_position(current_schemas(false), n.nspname))
         FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relname IN ($1::name, $2::name) AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
           AND CASE WHEN $3::text IS NOT NULL THEN n.nspname = $3::name
                    ELSE n.nspname = ANY (current_schemas(false))
                      OR position(n.nspname IN current_setting('search_path')) > 0 AND NOT has_schema_privilege(n.oid, 'USAGE') END)
        """;

    /// <summary>Reads the value of <see cref="Expression"/>.</summary>
    public static HistoryPlace Read(HistoryTables tables, string? current, string? text) =>
        Of(tables, current, [.. (text ?? "").Split(EndOfRow, StringSplitOptions.RemoveEmptyEntries).Select(Read)]);

    /// <summary>Gets the schema in which new tables are created.</summary>
    public string? Current => current;

    /// <summary>Gets the schema of the history that the names lead to; <see langword="null"/> if there is none.</summary>
    public string? Found => First(tables.History)?.Schema;

    /// <summary>Gets whether the names lead to the history of a schema other than the one in which new tables are created.</summary>
    public bool IsElsewhere => tables.Schema is null && Found is { } found && found != current;

    /// <summary>Gets the schema of the next history along the search path.</summary>
    public string? Further =>
        tables.Schema is null ? seen.FirstOrDefault(table => table.Name == tables.History && table.Schema != Found)?.Schema : null;

    /// <summary>Gets whether the state table that the names lead to belongs to the history that they lead to.</summary>
    public bool HasOwnState => First(tables.State)?.Schema == Found;

    /// <summary>Gets whether an earlier schema of the search path may have a history that the user cannot see.</summary>
    public bool MayHide => mayHide;

    /// <summary>Gets whether policies decide which rows of the tables the user sees.</summary>
    public bool IsRowSecured =>
        First(tables.History) is { IsRowSecured: true } || (HasOwnState && First(tables.State) is { IsRowSecured: true });

    /// <summary>Finds an object that takes the place of a table but is not one.</summary>
    public DatabaseError? FindView() =>
        new[] { tables.History, tables.State }
            .Select(First)
            .FirstOrDefault(table => table is { IsTable: false } && !(IsElsewhere && table.Schema != current))
            is { } view
            ? DatabaseErrors.HistoryIsView($"{view.Schema}.{view.Name}", PostgreSqlMessages.HistoryIsViewRemedy)
            : null;

    private static HistoryPlace Of(HistoryTables tables, string? current, IReadOnlyList<SeenTable> found) =>
        tables.Schema is null
            ? new HistoryPlace(tables, current, [.. found.Where(table => table.IsUsable)], found.Any(table => !table.IsUsable))
            : new HistoryPlace(tables, current, found, mayHide: false);

    private SeenTable? First(string name) => seen.FirstOrDefault(table => table.Name == name);

    private static SeenTable Read(string row)
    {
        var fields = row.Split(EndOfField);
        return new SeenTable(fields[0], fields[1], fields[2] is not ("v" or "m"), fields[3] is "t" or "true", fields[4] is "t" or "true");
    }
}
