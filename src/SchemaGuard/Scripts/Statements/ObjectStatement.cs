using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Statements;

/// <summary>The reader of the object that CREATE, ALTER, DROP, COMMENT, GRANT and REVOKE are about.</summary>
internal static class ObjectStatement
{
    // The longest known head, CREATE OR REPLACE ALGORITHM = … DEFINER = a@b SQL SECURITY … VIEW, has fewer words.
    private const int LongestHead = 32;

    /// <summary>Describes the statement whose verb the reader has just passed.</summary>
    public static StatementClass Describe(StatementVerb verb, ref StatementReader reader)
    {
        ObjectKind kind = ReadKind(ref reader);
        if (kind == ObjectKind.None)
        {
            return new StatementClass { Verb = verb };
        }

        SkipModifiers(ref reader);

        // CREATE INDEX ON t: the server chooses the name.
        string? target = kind == ObjectKind.Index && reader.Is("ON") ? null : reader.ReadName();
        bool hasTable = kind is ObjectKind.Index or ObjectKind.Trigger or ObjectKind.Policy or ObjectKind.Rule;
        string? table = hasTable && verb != StatementVerb.Alter ? ReadTable(kind, ref reader) : null;
        return new StatementClass
        {
            Verb = verb,
            ObjectKind = kind,
            Target = target,
            OnTable = table,
        };
    }

    /// <summary>Describes the GRANT or REVOKE whose ON the reader has just passed. Without a kind, a table is meant.</summary>
    public static StatementClass DescribeGrant(StatementVerb verb, ref StatementReader reader)
    {
        Span<char> buffer = stackalloc char[Keyword.BufferLength];
        ObjectKind kind = StatementWords.KindOf(Keyword.Upper(reader.Word, buffer));
        if (kind != ObjectKind.None)
        {
            reader.Read();
        }

        // GRANT … ON ALL TABLES IN SCHEMA s
        while (reader.Is("ALL") || reader.Is("TABLES") || reader.Is("SEQUENCES") || reader.Is("FUNCTIONS") || reader.Is("IN"))
        {
            reader.Read();
        }

        kind = reader.Take("SCHEMA") ? ObjectKind.Schema : kind;
        return new StatementClass
        {
            Verb = verb,
            ObjectKind = kind == ObjectKind.None ? ObjectKind.Table : kind,
            Target = reader.ReadName(),
        };
    }

    private static ObjectKind ReadKind(ref StatementReader reader)
    {
        Span<char> buffer = stackalloc char[Keyword.BufferLength];
        for (int words = 0; words < LongestHead && !reader.IsAtEnd; words++)
        {
            if (reader.Take("DEFINER"))
            {
                SkipDefiner(ref reader);
            }

            ReadOnlySpan<char> upper = Keyword.Upper(reader.Word, buffer);
            ObjectKind kind = StatementWords.KindOf(upper);
            if (upper is "SYSTEM" or "DEFAULT" or "LARGE")
            {
                return ObjectKind.None;
            }

            reader.Read();
            if (kind != ObjectKind.None)
            {
                return Refine(kind, ref reader);
            }
        }

        return ObjectKind.None;
    }

    // Two-word kinds: MATERIALIZED VIEW, EVENT TRIGGER, AGGREGATE FUNCTION, CONSTRAINT TRIGGER, OPERATOR CLASS, USER MAPPING …
    private static ObjectKind Refine(ObjectKind kind, ref StatementReader reader)
    {
        switch (kind)
        {
            case ObjectKind.MaterializedView:
                reader.Take("VIEW");
                return kind;
            case ObjectKind.Event or ObjectKind.Constraint when reader.Take("TRIGGER"):
                return ObjectKind.Trigger;
            case ObjectKind.Aggregate when reader.Take("FUNCTION"):
                return ObjectKind.Function;
            case ObjectKind.Operator:
                _ = reader.Take("CLASS") || reader.Take("FAMILY");
                return kind;
            case ObjectKind.Role when reader.Take("MAPPING"):
                reader.Take("FOR");
                return ObjectKind.Other;
            default:
                return kind;
        }
    }

    // DEFINER = user [@ host]: either may be a word that elsewhere names a kind of object.
    private static void SkipDefiner(ref StatementReader reader)
    {
        if (!reader.Take("="))
        {
            // SQL SECURITY DEFINER
            return;
        }

        reader.Read();
        reader.SkipParentheses();
        if (reader.Take("@"))
        {
            reader.Read();
        }
    }

    private static void SkipModifiers(ref StatementReader reader)
    {
        while (reader.Take("CONCURRENTLY") || reader.Take("IF") || reader.Take("NOT") || reader.Take("EXISTS") || reader.Take("ONLY"))
        {
            // Each condition skips the word that it matches.
        }
    }

    // The first ON outside parentheses; a rule of PostgreSQL names its table after TO. A trigger's own ON comes before any body.
    private static string? ReadTable(ObjectKind kind, ref StatementReader reader)
    {
        string link = kind == ObjectKind.Rule && !reader.Is("ON") ? "TO" : "ON";
        while (!reader.IsAtEnd)
        {
            if (reader.Take(link))
            {
                reader.Take("ONLY");
                return reader.ReadName();
            }

            reader.SkipParentheses();
            if (!reader.Is(link))
            {
                reader.Read();
            }
        }

        return null;
    }
}
