using SchemaGuard.Sqlite.Inspection;
using SchemaGuard.Sqlite.Statements;

namespace SchemaGuard.Sqlite.IfNotExists;

/// <summary>The head of a <c>CREATE TABLE</c> or <c>CREATE INDEX</c> with <c>IF NOT EXISTS</c>.</summary>
/// <param name="Name">The bare name of the object that it creates.</param>
/// <param name="Table">The bare name of the index's table.</param>
/// <param name="IsOfMain">Whether it creates the object in the file's own database, as far as the statement shows.</param>
/// <param name="IsFromQuery">Whether the table's columns come from a query.</param>
internal sealed record ConditionalStatement(string Name, string? Table, bool IsOfMain, bool IsFromQuery)
{
    public static ConditionalStatement Read(string sql)
    {
        var tokens = new DefinitionTokens(sql);
        tokens.Take("create");
        _ = tokens.Take("unique") || tokens.Take("virtual");
        var isIndex = tokens.Take("index");
        _ = isIndex || tokens.Take("table");
        tokens.Take("if", "not", "exists");
        var isOfMain =
            tokens.At(tokens.Position + 1) != "."
            || AsciiNameComparer.Instance.Equals(DefinitionTokens.Unquote(tokens.Current), CatalogReader.Main);
        var name = tokens.ReadName();
        var isFromQuery = !isIndex && tokens.Is("as");
        return new ConditionalStatement(name, isIndex && tokens.Take("on") ? tokens.ReadName() : null, isOfMain, isFromQuery);
    }
}
