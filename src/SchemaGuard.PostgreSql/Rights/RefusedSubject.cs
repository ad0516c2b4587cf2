using SchemaGuard.PostgreSql.Statements;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.Rights;

/// <summary>The object that the server names in a refusal: <c>permission denied for function f</c>. The name has no schema and no quotes.</summary>
internal static class RefusedSubject
{
    private const string Denied = "permission denied for ";
    private const string Ownership = "must be owner of ";

    /// <summary>Reads the right that was missing.</summary>
    /// <param name="text">The server's sentence.</param>
    /// <param name="statement">The statement that it refused, if any.</param>
    /// <returns>The right, in the schema that the statement names if it names this object; <see langword="null"/> where the sentence is about
    /// something else.</returns>
    public static NeededRight? Read(string text, StatementClass? statement)
    {
        var isOwner = text.StartsWith(Ownership, StringComparison.Ordinal);
        if (!isOwner && !text.StartsWith(Denied, StringComparison.Ordinal))
        {
            return null;
        }

        var subject = text[(isOwner ? Ownership : Denied).Length..];
        var kind = Array.Find(Kinds, known => subject.StartsWith(known.Words + " ", StringComparison.Ordinal));
        if (kind.Words is null)
        {
            return null;
        }

        var name = subject[(kind.Words.Length + 1)..];
        var (schema, bare) = kind.Kind switch
        {
            NeededRightKind.Schema => (name, ""),
            NeededRightKind.Type => OfType(name),
            _ => (SchemaOf(name, statement), name),
        };
        return new NeededRight(kind.Kind, schema, bare, isOwner ? NeededRight.Owner : Right(kind.Kind, kind.Words, statement));
    }

    private static readonly (string Words, NeededRightKind Kind)[] Kinds =
    [
        ("table", NeededRightKind.Relation),
        ("view", NeededRightKind.Relation),
        ("materialized view", NeededRightKind.Relation),
        ("foreign table", NeededRightKind.Relation),
        ("sequence", NeededRightKind.Relation),
        ("index", NeededRightKind.Relation),
        ("relation", NeededRightKind.Relation),
        ("function", NeededRightKind.Routine),
        ("procedure", NeededRightKind.Routine),
        ("aggregate", NeededRightKind.Routine),
        ("routine", NeededRightKind.Routine),
        ("schema", NeededRightKind.Schema),
        ("type", NeededRightKind.Type),
        ("domain", NeededRightKind.Type),
        ("database", NeededRightKind.Database),
    ];

    private static string Right(NeededRightKind kind, string words, StatementClass? statement) =>
        kind switch
        {
            NeededRightKind.Schema => statement is null or { Verb: StatementVerb.Create or StatementVerb.Alter } ? "CREATE" : "USAGE",
            NeededRightKind.Database => "CREATE",
            NeededRightKind.Routine => "EXECUTE",
            NeededRightKind.Type => "USAGE",
            _ when words == "sequence" => "USAGE, SELECT",
            _ => statement?.Verb switch
            {
                StatementVerb.Insert or StatementVerb.Copy => "SELECT, INSERT",
                StatementVerb.Update => "SELECT, UPDATE",
                StatementVerb.Delete => "SELECT, DELETE",
                StatementVerb.Truncate => "TRUNCATE",
                StatementVerb.Create when statement.ObjectKind == ObjectKind.Trigger => "TRIGGER",
                StatementVerb.Create when statement.ObjectKind is ObjectKind.View or ObjectKind.MaterializedView => "SELECT",
                StatementVerb.Create or StatementVerb.Alter => "SELECT, REFERENCES",
                // Only the code tells what it does to the table.
                StatementVerb.Do or StatementVerb.Call => "SELECT, INSERT, UPDATE, DELETE",
                _ => "SELECT",
            },
        };

    /// <summary>Splits the name of a type. The server writes types as SQL does: with the schema where needed, and quoted where needed.</summary>
    private static (string? Schema, string Name) OfType(string name)
    {
        var tokens = SqlScript.Parse(name, LexicalRules.PostgreSql).Statements is [{ } only] ? only.ReadTokens() : [name];
        return tokens is [var schema, ".", var type, ..]
            ? (ObjectName.Fold(schema), ObjectName.Fold(type))
            : (null, ObjectName.Fold(tokens[0]));
    }

    private static string? SchemaOf(string name, StatementClass? statement)
    {
        foreach (var written in (string?[])[statement?.Target, statement?.OnTable])
        {
            if (written?.Split('.') is [.., var schema, var last] && last.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return schema;
            }
        }

        return null;
    }
}
