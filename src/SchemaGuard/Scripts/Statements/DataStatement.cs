using SchemaGuard.Scripts.Lexing;

namespace SchemaGuard.Scripts.Statements;

/// <summary>The reader of the target of statements that work on the contents of a table or another object.</summary>
internal static class DataStatement
{
    /// <summary>Describes the statement whose verb the reader has just passed.</summary>
    public static StatementClass Describe(StatementVerb verb, ref StatementReader reader)
    {
        ObjectKind kind = verb switch
        {
            StatementVerb.Insert or StatementVerb.Replace or StatementVerb.Update or StatementVerb.Delete => ObjectKind.Table,
            StatementVerb.Merge or StatementVerb.Truncate or StatementVerb.Copy or StatementVerb.Lock => ObjectKind.Table,
            StatementVerb.Use or StatementVerb.Detach => ObjectKind.Database,
            StatementVerb.Call => ObjectKind.Procedure,
            StatementVerb.Savepoint or StatementVerb.Release or StatementVerb.Show => ObjectKind.None,
            StatementVerb.Vacuum or StatementVerb.Analyze or StatementVerb.Cluster => ObjectKind.None,
            StatementVerb.Reindex or StatementVerb.Optimize or StatementVerb.Rename => ObjectKind.None,
            StatementVerb.Refresh => ObjectKind.None,
            _ => ObjectKind.Other,
        };
        if (kind == ObjectKind.Other)
        {
            return new StatementClass { Verb = verb };
        }

        ObjectKind named = SkipModifiers(ref reader);
        string? target = reader.ReadName();
        kind = named != ObjectKind.None ? named : kind;
        return new StatementClass
        {
            Verb = verb,
            ObjectKind = target is null ? named : kind,
            Target = target,
        };
    }

    // Skips what may precede the name, and returns the kind of object if one of the skipped words names it.
    private static ObjectKind SkipModifiers(ref StatementReader reader)
    {
        ObjectKind kind = ObjectKind.None;
        Span<char> buffer = stackalloc char[Keyword.BufferLength];
        while (!reader.IsAtEnd)
        {
            ReadOnlySpan<char> upper = Keyword.Upper(reader.Word, buffer);
            if (reader.Kind == SqlTokenKind.OpenParenthesis && kind == ObjectKind.None)
            {
                // VACUUM (FULL) t, REINDEX (VERBOSE) TABLE t; a parenthesis of COPY (query) holds no name.
                reader.SkipParentheses();
                continue;
            }

            if (StatementWords.KindOf(upper) is var word and not ObjectKind.None)
            {
                kind = kind == ObjectKind.None || kind == ObjectKind.MaterializedView ? Combine(kind, word) : kind;
            }
            else if (!IsModifier(upper))
            {
                break;
            }

            reader.Read();
        }

        return kind;
    }

    private static ObjectKind Combine(ObjectKind before, ObjectKind word) => before == ObjectKind.MaterializedView ? before : word;

    private static bool IsModifier(ReadOnlySpan<char> upper) =>
        upper
            is "INTO"
                or "FROM"
                or "ONLY"
                or "IGNORE"
                or "DELAYED"
                or "LOW_PRIORITY"
                or "HIGH_PRIORITY"
                or "QUICK"
                or "OR"
                or "REPLACE"
                or "ROLLBACK"
                or "ABORT"
                or "FAIL"
                or "OVERWRITE"
                or "BINARY"
                or "FULL"
                or "FREEZE"
                or "VERBOSE"
                or "ANALYZE"
                or "CONCURRENTLY"
                or "LOCAL"
                or "NO_WRITE_TO_BINLOG"
                or "IF"
                or "EXISTS"
                or "SAVEPOINT"
                or "TABLES";
}
