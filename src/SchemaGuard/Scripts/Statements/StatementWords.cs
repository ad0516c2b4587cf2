using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Statements;

/// <summary>The mapping of the words of statements to verbs and kinds of objects.</summary>
internal static class StatementWords
{
    /// <summary>Reads the verb and moves past it, skipping a common table expression or opening parentheses before it.</summary>
    public static StatementVerb VerbOf(ref StatementReader reader)
    {
        while (reader.Kind == SqlTokenKind.OpenParenthesis && reader.Read())
        {
            // (SELECT …) UNION …
        }

        StatementVerb verb = reader.Is("WITH") ? VerbAfterWith(ref reader) : VerbOf(reader.Word);
        bool isStart = reader.Is("START");
        reader.Read();
        bool isBlock = verb == StatementVerb.Begin && reader.Is("NOT");
        bool isTransaction = !isStart || reader.Is("TRANSACTION");
        return isBlock ? StatementVerb.Compound
            : isTransaction ? verb
            : StatementVerb.Other;
    }

    /// <summary>Maps an upper-case word to the kind of object it names.</summary>
    public static ObjectKind KindOf(ReadOnlySpan<char> upper) =>
        upper switch
        {
            "TABLE" => ObjectKind.Table,
            "VIEW" => ObjectKind.View,
            "MATERIALIZED" => ObjectKind.MaterializedView,
            "COLUMN" => ObjectKind.Column,
            "CONSTRAINT" => ObjectKind.Constraint,
            "INDEX" => ObjectKind.Index,
            "SEQUENCE" => ObjectKind.Sequence,
            "TRIGGER" => ObjectKind.Trigger,
            "FUNCTION" => ObjectKind.Function,
            "PROCEDURE" => ObjectKind.Procedure,
            "AGGREGATE" => ObjectKind.Aggregate,
            "EVENT" => ObjectKind.Event,
            "TYPE" => ObjectKind.Type,
            "DOMAIN" => ObjectKind.Domain,
            "SCHEMA" => ObjectKind.Schema,
            "DATABASE" => ObjectKind.Database,
            "EXTENSION" => ObjectKind.Extension,
            "ROLE" or "USER" or "GROUP" => ObjectKind.Role,
            "POLICY" => ObjectKind.Policy,
            "RULE" => ObjectKind.Rule,
            "TABLESPACE" => ObjectKind.Tablespace,
            "SUBSCRIPTION" => ObjectKind.Subscription,
            "PUBLICATION" => ObjectKind.Publication,
            "SERVER" => ObjectKind.Server,
            "LANGUAGE" => ObjectKind.Language,
            "OPERATOR" => ObjectKind.Operator,
            "COLLATION" => ObjectKind.Collation,
            "STATISTICS" => ObjectKind.Statistics,
            "CAST" => ObjectKind.Cast,
            _ => ObjectKind.None,
        };

    // WITH a AS (…), b AS (…) INSERT …: the verb is the first one outside parentheses.
    private static StatementVerb VerbAfterWith(ref StatementReader reader)
    {
        while (reader.Read())
        {
            reader.SkipParentheses();
            StatementVerb verb = VerbOf(reader.Word);
            if (verb is >= StatementVerb.Select and <= StatementVerb.Replace)
            {
                return verb;
            }
        }

        return StatementVerb.Select;
    }

    private static StatementVerb VerbOf(ReadOnlySpan<char> word)
    {
        Span<char> buffer = stackalloc char[Keyword.BufferLength];
        ReadOnlySpan<char> upper = Keyword.Upper(word, buffer);
        StatementVerb verb = upper switch
        {
            "VALUES" or "TABLE" => StatementVerb.Select,
            "START" => StatementVerb.Begin,
            "END" => StatementVerb.Commit,
            "ABORT" => StatementVerb.Rollback,
            "LISTEN" or "UNLISTEN" => StatementVerb.Notify,
            "DESC" or "DESCRIBE" => StatementVerb.Show,
            "IF" or "CASE" or "LOOP" or "WHILE" or "REPEAT" or "FOR" => StatementVerb.Compound,
            _ => StatementVerb.Other,
        };
        return verb != StatementVerb.Other ? verb : VerbOfSameName(upper);
    }

    private static StatementVerb VerbOfSameName(ReadOnlySpan<char> upper)
    {
        bool isWord = upper.Length > 1 && char.IsAsciiLetter(upper[0]);
        return isWord && Enum.TryParse(upper, ignoreCase: true, out StatementVerb verb) && verb != StatementVerb.Compound
            ? verb
            : StatementVerb.Other;
    }
}
