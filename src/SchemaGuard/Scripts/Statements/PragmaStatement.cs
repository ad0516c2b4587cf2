using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Statements;

/// <summary>The reader of <c>PRAGMA [schema.]name [= value | (value)]</c>.</summary>
internal static class PragmaStatement
{
    /// <summary>Describes the pragma at whose name the reader is.</summary>
    public static StatementClass Describe(ref StatementReader reader)
    {
        string? target = reader.ReadName();
        bool assigns = reader.Take("=") || reader.Take("(");
        string sign = assigns && (reader.Is("-") || reader.Is("+")) ? reader.Text.ToString() : "";
        if (sign.Length > 0)
        {
            reader.Read();
        }

        return new StatementClass
        {
            Verb = StatementVerb.Pragma,
            Target = target,
            PragmaName = target?[(target.LastIndexOf('.') + 1)..].ToLowerInvariant(),
            PragmaValue = assigns && !reader.IsAtEnd ? sign + SqlName.Unquote(reader.Text) : null,
        };
    }
}
