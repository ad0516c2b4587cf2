using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Tests.Scripts;

/// <summary>Names the dialects of a case and splits with their rules.</summary>
internal static class Dialects
{
    public static readonly string[] All = ["pg", "my", "maria", "lite"];

    public static LexicalRules Rules(string name) =>
        name switch
        {
            "pg" => LexicalRules.PostgreSql,
            "my" => LexicalRules.MySql,
            "maria" => LexicalRules.MariaDb,
            "ansi" => LexicalRules.MySql with { DoubleQuoteIsString = false },
            "nobackslash" => LexicalRules.MySql with { BackslashEscapes = false },
            _ => LexicalRules.Sqlite,
        };

    public static string[] Split(string name, string script) =>
        [.. SqlScript.Parse(script, Rules(name)).Statements.Select(statement => statement.Text)];
}
