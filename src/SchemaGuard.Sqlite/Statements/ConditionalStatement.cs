using SchemaGuard.Sqlite.Inspection;

namespace SchemaGuard.Sqlite.Statements;

/// <summary>Is the head of a <c>CREATE TABLE</c> or <c>CREATE INDEX</c> with <c>IF NOT EXISTS</c>.</summary>
/// <param name="Name">The bare name of what it makes.</param>
/// <param name="Table">The bare name of the table of an index.</param>
/// <param name="IsOfMain">Whether it makes it in the database that the file is, as far as the statement tells.</param>
/// <param name="IsFromQuery">Whether a query gives the table its columns.</param>
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
